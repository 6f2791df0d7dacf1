"use strict";

const fs = require("node:fs");
const path = require("node:path");

const APP = path.join(__dirname, "../../../integrations/freshdesk");

// A stand-in for the Freshdesk client: intercepted events, installation parameters, data of the page and request templates.
// Requests really go out, as config/requests.json says, to `base` instead of https://<service_domain>.
class Freshdesk {
  constructor({ base, iparams, secrets = {}, data = {} }) {
    this.notices = [];
    this.asked = [];
    this.handlers = {};
    this.events = { on: (name, handler, options) => { this.handlers[name] = { handler, options }; } };
    this.iparams = { get: async () => ({ ...iparams }) }; // secure ones stay on the platform
    this.data = {
      get: async (name) => {
        if (!(name in data)) {
          throw { message: "not available on this page" };
        }
        return { [name]: data[name] };
      },
    };
    this.interface = { trigger: async (name, options) => { this.notices.push([name, options]); } };
    this.request = { invokeTemplate: (name, options) => this.invoke(base, { ...iparams, ...secrets }, name, options) };
  }

  async invoke(base, iparams, name, { body }) {
    const manifest = JSON.parse(fs.readFileSync(path.join(APP, "manifest.json"), "utf8"));
    if (!(name in manifest.modules.common.requests)) {
      throw { status: 400, response: "template not in manifest.json" };
    }
    const { schema } = JSON.parse(fs.readFileSync(path.join(APP, "config/requests.json"), "utf8"))[name];
    const filled = (text) => text.replace(/<%= iparam\.(\w+) %>/g, (_, key) => iparams[key]);
    if (filled(schema.host) !== iparams.service_domain || schema.protocol !== "https") {
      throw { status: 400, response: "wrong host" };
    }
    const headers = Object.fromEntries(Object.entries(schema.headers).map(([key, value]) => [key, filled(value)]));
    this.asked.push({ body: JSON.parse(body), headers });
    let answer;
    try {
      answer = await fetch(base + schema.path, { method: schema.method, body, headers });
    } catch (error) {
      throw { status: 502, response: "unreachable" };
    }
    const response = await answer.text();
    if (!answer.ok) {
      throw { status: answer.status, response };
    }
    return { status: answer.status, response };
  }

  // Clicks on Send with this event data. Gives null when the reply is sent, otherwise what the agent sees. An app that
  // says neither yes nor no, or both, breaks the promise.
  async send(data) {
    const { handler, options } = this.handlers["ticket.sendReply"];
    if (!options || options.intercept !== true) {
      throw new Error("the app does not intercept");
    }
    const said = [];
    await handler({
      type: "ticket.sendReply",
      helper: { getData: () => data, done: async () => { said.push(null); }, fail: async (message) => { said.push(message); } },
    });
    if (said.length !== 1) {
      throw new Error("said " + said.length + " times what should happen");
    }
    return said[0];
  }
}

module.exports = { Freshdesk, APP };
