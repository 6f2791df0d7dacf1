"use strict";

// A Freshdesk app without a face: intercepts the sending of a reply, and stops it when it may not go out.
(function (root) {
  // The `source` of a ticket: 1 mail, 2 portal, 5 Twitter, 6 Facebook, 7 chat, 9 feedback widget, 10 outbound mail.
  const CHANNELS = { 1: "email", 2: "email", 5: "twitter", 6: "facebook", 7: "chat", 9: "email", 10: "email" };
  // Where the event holds the reply; what is HTML comes first, because that is what is sent.
  const BODIES = [["body_html", "html"], ["body", "html"], ["full_text", "html"], ["body_text", "text"], ["text", "text"]];

  function start(client, gate) {
    async function beforeSending(event) {
      const result = await check(event);
      if (result.stop !== null) {
        return event.helper.fail(result.stop);
      }
      if (result.note !== null) {
        await tell(result.note);
      }
      return event.helper.done();
    }

    async function check(event) {
      let settings = {};
      let reply;
      try {
        settings = settingsOf(await client.iparams.get());
        reply = await replyOf(event);
      } catch (error) {
        return gate.unchecked("de app kon het antwoord niet lezen.", settings);
      }
      if (reply === null) {
        return gate.unchecked("Freshdesk geeft de app de tekst van het antwoord niet.", settings);
      }
      return gate.judge(gate.question({ ...reply, profile: settings.profile }), ask, settings);
    }

    async function ask(question) {
      const answer = await client.request.invokeTemplate("checkReply", { body: JSON.stringify(question) });
      return JSON.parse(answer.response);
    }

    async function replyOf(event) {
      const data = event.helper.getData() || {};
      const found = BODIES.find(([name]) => typeof data[name] === "string" && data[name].trim());
      if (!found) {
        return null;
      }
      const [ticket, contact, agent] = await Promise.all(["ticket", "contact", "loggedInUser"].map(known));
      return {
        text: data[found[0]],
        format: found[1],
        channel: CHANNELS[ticket.source] || "unknown",
        customer: ticket.description_text,
        customer_name: contact.name,
        agent: agent.contact ? agent.contact.name : agent.name,
      };
    }

    // What the page knows of this; nothing when it does not: rules that need it then say so.
    async function known(name) {
      try {
        return (await client.data.get(name))[name] || {};
      } catch (error) {
        return {};
      }
    }

    function settingsOf(given) {
      return { onError: given.on_error, profile: given.profile, timeoutMs: gate.waitOf(given.timeout) };
    }

    // A notice that cannot be shown stops nobody.
    async function tell(note) {
      try {
        await client.interface.trigger("showNotify", { type: "warning", title: "webcarelint", message: note });
      } catch (error) {
        return;
      }
    }

    client.events.on("ticket.sendReply", beforeSending, { intercept: true });
  }

  if (typeof module === "object" && module.exports) {
    module.exports = start;
  } else {
    root.app.initialized().then((client) => start(client, root.WebcarelintGate));
  }
})(typeof self === "undefined" ? this : self);
