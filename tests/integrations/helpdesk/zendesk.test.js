"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const gate = require("../../../integrations/zendesk/assets/gate.js");
const start = require("../../../integrations/zendesk/assets/app.js");
const { Page, Zendesk } = require("./zendesk.js");

const URL = process.env.WEBCARELINT_URL;
const NOWHERE = "http://127.0.0.1:1";
const GOOD = "Wat fijn om te horen, Sanne! Groetjes, Eva";
const POOR = "Helaas kan ik u niet helpen. Je hoort zo snel mogelijk van ons. Klik hier.";
const SECRET = "Je BSN is 111222333, klopt dat? ^EK";
const textOf = (html) => html.replace(/<[^>]*>/g, ""); // a browser has a real parser

function desk(text, { values = {}, settings = {}, secrets = {} } = {}) {
  const client = new Zendesk(
    { "comment.text": text, "comment.type": "publicReply", "comment.useRichText": false, ...values },
    { service_url: URL, on_error: "hold", through_zendesk: true, timeout: 5, ...settings },
    secrets,
  );
  const page = new Page();
  start(client, gate, page, textOf);
  return { client, page };
}

const asked = (client) => JSON.parse(client.requests[0].data);

test("a good reply is saved", async () => {
  const { client, page } = desk(GOOD);
  assert.equal(await client.save(), null);
  assert.equal(client.requests.length, 1);
  assert.deepEqual(client.notices, []);
  assert.match(page.getElementById("message").textContent, /^Dit kan weg/);
});

test("a poor reply stops the save, in Dutch", async () => {
  const { client, page } = desk(POOR);
  assert.match(await client.save(), /^Pas dit aan voordat je het verstuurt\. .*aanspreekvorm/);
  const lines = page.getElementById("findings").children.map((item) => item.textContent);
  assert.ok(lines.some((line) => line.startsWith("‘Helaas’: ")));
});

test("what may never go stops the save and cannot be sent anyway", async () => {
  const { client, page } = desk(SECRET);
  assert.match(await client.save(), /^Verstuur dit niet\./);
  assert.equal(page.getElementById("anyway").hidden, true);
});

test("the agent may send a poor reply anyway, exactly as it is", async () => {
  const { client, page } = desk(POOR);
  assert.notEqual(await client.save(), null);
  page.getElementById("anyway").onclick();
  assert.equal(await client.save(), null);
  client.values["comment.text"] = POOR + " Helaas.";
  assert.notEqual(await client.save(), null);
});

test("safe corrections are one click away", async () => {
  const { client, page } = desk("Wat fijn om te horen, Sanne!!! Groetjes, Eva");
  await client.save();
  assert.equal(page.getElementById("fix").hidden, false);
  await page.getElementById("fix").onclick();
  assert.equal(client.values["comment.text"], "Wat fijn om te horen, Sanne! Groetjes, Eva");
});

test("notes and saves without a reply are let alone", async () => {
  for (const values of [{ "comment.type": "internalNote" }, { "comment.text": "" }, { "comment.text": " \n" },
    { "comment.text": "<p><br></p>", "comment.useRichText": true }]) {
    const { client } = desk(SECRET, { values });
    assert.equal(await client.save(), null);
    assert.equal(client.requests.length, 0);
  }
});

test("what is known of the conversation goes along", async () => {
  const { client } = desk(`<p>${GOOD}</p>`, {
    settings: { profile: "" },
    values: {
      "comment.useRichText": true,
      "ticket.via.channel": "whatsapp",
      "ticket.requester.name": "Sanne",
      "currentUser.name": "Eva",
      "ticket.conversation": [
        { author: { role: "end-user" }, message: { content: "<p>Hallo</p>" } },
        { author: { role: "agent" }, message: { content: "Dag Sanne!" } },
        { author: { role: "end-user" }, message: { content: "<p>Het is gelukt, dank!</p>" } },
        { author: { role: "agent" }, message: { content: null } },
      ],
    },
  });
  assert.equal(await client.save(), null);
  assert.deepEqual(asked(client), {
    schema: 1, source: "human", text: `<p>${GOOD}</p>`, format: "html", channel: "whatsapp", customer: "Het is gelukt, dank!",
    thread: ["Dag Sanne!"], customer_name: "Sanne", agent: "Eva",
  });
});

test("the channel follows the kind of reply, then the ticket", async () => {
  for (const [type, via, channel] of [["twitterReply", "email", "twitter"], ["publicReply", "email", "email"],
    ["publicReply", "voice", "unknown"], ["facebookPrivateMessage", "facebook", "chat"]]) {
    const { client } = desk(GOOD, { values: { "comment.type": type, "ticket.via.channel": via } });
    await client.save();
    assert.equal(asked(client).channel, channel);
  }
});

test("the token only goes along through Zendesk, and the app never sees it", async () => {
  const proxied = desk(GOOD, { secrets: { token: "geheim" } }).client;
  await proxied.save();
  assert.equal(proxied.requests[0].secure, true);
  assert.equal(proxied.requests[0].headers.Authorization, "Bearer {{setting.token}}");
  const direct = desk(GOOD, { settings: { through_zendesk: false } }).client;
  assert.equal(await direct.save(), null);
  assert.equal(direct.requests[0].cors, true);
  assert.equal(direct.requests[0].headers, undefined);
});

const FAILURES = {
  "the service is down": [{ service_url: NOWHERE }, {}, /niet te bereiken/],
  "the service refuses": [{ profile: "bestaat-niet".repeat(50) }, {}, /fout 400/],
  "somebody else answers": [{ service_url: URL + "/ander" }, {}, /fout 404|geen antwoord van webcarelint/],
  "it takes too long": [{ service_url: URL + "/traag", timeout: 0.05 }, {}, /niet binnen 0.05 seconden/],
  "the reply cannot be read": [{}, { "comment.text": undefined }, /kon het antwoord niet lezen/],
};

for (const [name, [settings, values, reason]] of Object.entries(FAILURES)) {
  test(`when ${name} the setting decides, and it is said`, async () => {
    const held = desk(GOOD, { settings, values });
    const stopped = await held.client.save();
    assert.match(stopped, reason);
    assert.match(stopped, /^Dit antwoord is niet nagekeken: .*tegengehouden/);
    const { client } = desk(GOOD, { settings: { ...settings, on_error: "allow" }, values });
    assert.equal(await client.save(), null);
    assert.equal(client.notices.length, 1);
    assert.match(client.notices[0][0], reason);
    assert.match(client.notices[0][0], /gaat ongezien door/);
  });
}

test("without a choice nothing passes", async () => {
  assert.match(await desk(GOOD, { settings: { service_url: NOWHERE, on_error: undefined } }).client.save(), /tegengehouden/);
});

test("a notice that cannot be shown stops nobody", async () => {
  const { client } = desk(GOOD, { settings: { service_url: NOWHERE, on_error: "allow" } });
  client.invoke = async (name) => { if (name === "notify") { throw new Error("nee"); } };
  assert.equal(await client.save(), null);
});

test("how long to wait stays below what the help desk waits", () => {
  assert.deepEqual([undefined, "", "x", -1, 2, 3600].map(gate.waitOf), [5000, 5000, 5000, 5000, 2000, 25000]);
});
