"use strict";

// A Zendesk app: checks a public reply when the ticket is saved, and stops the save when it may not go out.
(function (root) {
  const CHANNELS_OF_TYPES = {
    twitterReply: "twitter", twitterDirectMessage: "chat", facebookWallReply: "facebook", facebookPrivateMessage: "chat",
  };
  const CHANNELS_OF_TICKETS = {
    email: "email", web: "email", web_form: "email", api: "unknown", chat: "chat", native_messaging: "chat", whatsapp: "whatsapp",
    instagram_dm: "chat", facebook: "facebook", twitter: "twitter",
  };
  const PATHS = [
    "comment.text", "comment.type", "comment.useRichText", "ticket.requester.name", "ticket.conversation", "ticket.via.channel",
    "currentUser.name",
  ];
  const EARLIER = 10;

  // client is what ZAFClient.init() gives, page the document, textOf makes text of HTML.
  function start(client, gate, page, textOf) {
    let passed = null; // the text that the agent wants to send as it is
    let settings = null;

    // The SDK lets a save through when a promise is kept, whatever its value: only a broken one stops it.
    async function beforeSave() {
      const result = await check();
      show(result);
      if (result.stop !== null) {
        throw result.stop;
      }
      if (result.note !== null) {
        await tell(result.note);
      }
    }

    // A notice that cannot be shown stops nobody.
    async function tell(note) {
      try {
        await client.invoke("notify", note, "alert");
      } catch (error) {
        return;
      }
    }

    async function check() {
      let reply;
      try {
        settings = settings || settingsOf((await client.metadata()).settings);
        reply = replyOf(await client.get(PATHS));
      } catch (error) {
        return gate.unchecked("de app kon het antwoord niet lezen.", settings || {});
      }
      if (reply === null || reply.text === passed) {
        return { stop: null, note: null, answer: null, text: reply && reply.text };
      }
      const asked = gate.question({ ...reply, profile: settings.profile });
      return { ...(await gate.judge(asked, ask, settings)), text: reply.text };
    }

    function ask(question) {
      const request = { url: settings.url, type: "POST", contentType: "application/json", data: JSON.stringify(question) };
      return client.request(settings.throughZendesk
        ? { ...request, secure: true, headers: { Authorization: "Bearer {{setting.token}}" } }
        : { ...request, cors: true });
    }

    // The public reply that is about to go out; null when there is none.
    function replyOf(found) {
      const text = found["comment.text"];
      if (typeof text !== "string") {
        throw new Error("comment.text");
      }
      const type = found["comment.type"];
      const rich = found["comment.useRichText"] === true;
      if (type === "internalNote" || !(rich ? textOf(text) : text).trim()) {
        return null;
      }
      const conversation = found["ticket.conversation"] || [];
      const said = (mine) => conversation
        .filter((item) => item.author && (item.author.role !== "end-user") === mine && item.message && item.message.content)
        .map((item) => textOf(item.message.content));
      return {
        text,
        format: rich ? "html" : "text",
        channel: CHANNELS_OF_TYPES[type] || CHANNELS_OF_TICKETS[found["ticket.via.channel"]] || "unknown",
        customer: said(false).pop(),
        thread: said(true).slice(-EARLIER),
        customer_name: found["ticket.requester.name"],
        agent: found["currentUser.name"],
      };
    }

    function settingsOf(given) {
      return {
        url: String(given.service_url).replace(/\/+$/, "") + "/v1/gate",
        onError: given.on_error,
        throughZendesk: given.through_zendesk !== false,
        profile: given.profile,
        timeoutMs: gate.waitOf(given.timeout),
      };
    }

    function show(result) {
      const answer = result.answer;
      page.getElementById("message").textContent = result.stop || result.note || (answer ? answer.message : "Hier is niets na te kijken.");
      page.getElementById("findings").replaceChildren(...(answer ? answer.findings : []).map(line));
      const fix = page.getElementById("fix");
      fix.hidden = !answer || !answer.fixed_text;
      fix.onclick = () => client.set("comment.text", answer.fixed_text);
      const anyway = page.getElementById("anyway");
      anyway.hidden = !answer || answer.verdict !== "revise"; // what is held stays held
      anyway.onclick = () => {
        passed = result.text;
        page.getElementById("message").textContent = "Verstuur het nu nog een keer; dit antwoord gaat zo door.";
      };
      client.invoke("resize", { width: "100%", height: "320px" });
    }

    function line(finding) {
      const item = page.createElement("li");
      item.textContent = (finding.match ? "‘" + finding.match + "’: " : "") + finding.message
        + (finding.better ? " Liever: " + finding.better : "");
      return item;
    }

    client.on("ticket.save", beforeSave);
  }

  if (typeof module === "object" && module.exports) {
    module.exports = start;
  } else {
    const textOf = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent;
    start(root.ZAFClient.init(), root.WebcarelintGate, document, textOf);
  }
})(typeof self === "undefined" ? this : self);
