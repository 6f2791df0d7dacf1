"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { APP, Freshdesk } = require("./freshdesk.js");

const gate = require(path.join(APP, "app/scripts/gate.js"));
const start = require(path.join(APP, "app/scripts/app.js"));

const URL = process.env.WEBCARELINT_URL;
const NOWHERE = "http://127.0.0.1:1";
const GOOD = "<p>Wat fijn om te horen, Sanne! Groetjes, Eva</p>";
const POOR = "<p>Helaas kan ik u niet helpen. Je hoort zo snel mogelijk van ons. Klik hier.</p>";
const SECRET = "<p>Je BSN is 111222333, klopt dat? ^EK</p>";

function desk({ base = URL, iparams = {}, data = {} } = {}) {
  const given = { service_domain: "webcarelint.example.com", on_error: "hold", profile: "", timeout: 5, ...iparams };
  const client = new Freshdesk({ base, iparams: given, secrets: { token: "geheim" }, data });
  start(client, gate);
  return client;
}

test("a good reply is sent", async () => {
  const client = desk();
  assert.equal(await client.send({ body: GOOD }), null);
  assert.deepEqual(client.notices, []);
  assert.equal(client.asked[0].headers.Authorization, "Bearer geheim");
});

test("a poor reply is not sent, in Dutch", async () => {
  assert.match(await desk().send({ body: POOR }), /^Pas dit aan voordat je het verstuurt\. .*aanspreekvorm/);
});

test("what may never go is not sent", async () => {
  assert.match(await desk().send({ body: SECRET }), /^Verstuur dit niet\./);
});

test("what is known of the conversation goes along", async () => {
  const client = desk({
    data: {
      ticket: { source: 1, description_text: "Het is gelukt, dank!" }, contact: { name: "Sanne" }, loggedInUser: { contact: { name: "Eva" } },
    },
  });
  assert.equal(await client.send({ body: GOOD }), null);
  assert.deepEqual(client.asked[0].body, {
    schema: 1, source: "human", text: GOOD, format: "html", channel: "email", customer: "Het is gelukt, dank!", customer_name: "Sanne",
    agent: "Eva",
  });
});

test("the reply is found by each of the names that events give it", async () => {
  for (const [name, format] of [["body_html", "html"], ["body", "html"], ["full_text", "html"], ["body_text", "text"], ["text", "text"]]) {
    const client = desk();
    await client.send({ [name]: SECRET });
    assert.equal(client.asked[0].body.format, format);
  }
});

const FAILURES = {
  "the service is down": [{ base: NOWHERE }, { body: GOOD }, /fout 502/],
  "the service refuses": [{ iparams: { profile: "x".repeat(500) } }, { body: GOOD }, /fout 400/],
  "somebody else answers": [{ base: URL + "/ander" }, { body: GOOD }, /fout 404|geen antwoord van webcarelint/],
  "it takes too long": [{ base: URL + "/traag", iparams: { timeout: 0.05 } }, { body: GOOD }, /niet binnen 0.05 seconden/],
  "the event has no text": [{}, {}, /geeft de app de tekst van het antwoord niet/],
};

for (const [name, [setting, data, reason]] of Object.entries(FAILURES)) {
  test(`when ${name} the setting decides, and it is said`, async () => {
    const stopped = await desk(setting).send(data);
    assert.match(stopped, reason);
    assert.match(stopped, /^Dit antwoord is niet nagekeken: .*tegengehouden/);
    const client = desk({ ...setting, iparams: { ...setting.iparams, on_error: "allow" } });
    assert.equal(await client.send(data), null);
    assert.equal(client.notices.length, 1);
    assert.match(client.notices[0][1].message, reason);
  });
}

test("settings that cannot be read hold the reply", async () => {
  const client = desk();
  client.iparams.get = async () => { throw new Error("nee"); };
  assert.match(await client.send({ body: GOOD }), /kon het antwoord niet lezen.*tegengehouden/);
});

test("a notice that cannot be shown stops nobody", async () => {
  const client = desk({ base: NOWHERE, iparams: { on_error: "allow" } });
  client.interface.trigger = async () => { throw new Error("nee"); };
  assert.equal(await client.send({ body: GOOD }), null);
});

test("the token is a secure parameter", () => {
  const iparams = JSON.parse(fs.readFileSync(path.join(APP, "config/iparams.json"), "utf8"));
  assert.equal(iparams.token.secure, true);
});
