"use strict";

// The question to the gate, and what its answer means for a reply that is about to be sent. Knows no help desk.
// The same file in every app: an app must be whole in its own folder.
(function (root) {
  const VERDICTS = ["send", "revise", "hold"];

  // settings: onError "allow" or "hold" (anything else counts as hold), timeoutMs.
  // ask(question) gives a promise of the answer (an object). Never rejects: {stop, note, answer}, where stop is the
  // sentence with which the reply is held back, or null, and note what the agent should read while it goes out, or null.
  async function judge(question, ask, settings) {
    let answer;
    try {
      answer = await within(Promise.resolve().then(() => ask(question)), settings.timeoutMs);
    } catch (error) {
      return unchecked(reasonOf(error), settings);
    }
    if (!answer || answer.schema !== 1 || !VERDICTS.includes(answer.verdict)) {
      return unchecked("de dienst gaf geen antwoord van webcarelint.", settings);
    }
    if (answer.verdict === "send") {
      return { stop: null, note: answer.score === null || answer.incomplete ? answer.message : null, answer };
    }
    return { stop: String(answer.message), note: null, answer };
  }

  // What happens when nobody could check the reply; it is always said.
  function unchecked(reason, settings) {
    const told = "Dit antwoord is niet nagekeken: " + reason;
    return settings.onError === "allow"
      ? { stop: null, note: told + " Het gaat ongezien door, want zo is de app ingesteld.", answer: null }
      : { stop: told + " Het wordt tegengehouden, want zo is de app ingesteld.", note: null, answer: null };
  }

  function within(promise, ms) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject({ late: ms }), ms);
    });
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
  }

  // Never the text of an error: it could hold the reply.
  function reasonOf(error) {
    if (error && error.late) {
      return "de dienst antwoordde niet binnen " + error.late / 1000 + " seconden.";
    }
    const status = error && Number(error.status);
    return status ? "de dienst antwoordde met fout " + status + "." : "de dienst is niet te bereiken.";
  }

  // Only what is known goes along: a rule that lacks something says so itself.
  function question(known) {
    const asked = { schema: 1, source: "human" };
    for (const [name, value] of Object.entries(known)) {
      if (value !== null && value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0)) {
        asked[name] = value;
      }
    }
    return asked;
  }

  // Milliseconds out of a setting in seconds: 5 when it is empty or strange, at most 25 (help desks give up at 30).
  function waitOf(seconds) {
    const wanted = Number(seconds);
    return 1000 * (wanted > 0 ? Math.min(wanted, 25) : 5);
  }

  const gate = { judge, question, unchecked, waitOf };
  if (typeof module === "object" && module.exports) {
    module.exports = gate;
  } else {
    root.WebcarelintGate = gate;
  }
})(typeof self === "undefined" ? this : self);
