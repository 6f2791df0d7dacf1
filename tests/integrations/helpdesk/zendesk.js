"use strict";

// A stand-in for the Zendesk client: the part of ZAFClient that the app uses, with the rules of the SDK for save hooks.
// Requests really go out: to the address in the settings, as Zendesk's proxy or the browser would send them.
class Zendesk {
  constructor(values, settings, secrets = {}) {
    this.values = values;
    this.settings = settings;
    this.secrets = secrets;
    this.handlers = {};
    this.notices = [];
    this.requests = [];
  }

  on(name, handler) {
    (this.handlers[name] = this.handlers[name] || []).push(handler);
  }

  async get(paths) {
    const found = { errors: {} };
    for (const path of paths) {
      if (path in this.values) {
        found[path] = this.values[path];
      } else {
        found.errors[path] = { message: "No such Api" };
      }
    }
    return found;
  }

  async set(path, value) {
    this.values[path] = value;
  }

  async metadata() {
    return { settings: this.settings }; // secure settings are not in it
  }

  async invoke(name, ...rest) {
    if (name === "notify") {
      this.notices.push(rest);
    }
  }

  async request(options) {
    this.requests.push(options);
    const headers = { "Content-Type": options.contentType };
    for (const [name, value] of Object.entries(options.headers || {})) {
      headers[name] = options.secure ? value.replace(/\{\{setting\.(\w+)\}\}/g, (_, key) => this.secrets[key] || "") : value;
    }
    let answer;
    try {
      answer = await fetch(options.url, { method: options.type, body: options.data, headers });
    } catch (error) {
      throw { status: 0, responseText: "" };
    }
    const text = await answer.text();
    if (!answer.ok) {
      throw { status: answer.status, responseText: text };
    }
    return JSON.parse(text);
  }

  // Saves the ticket as the SDK does: a handler that returns false, a string or an Error at once stops it, a broken promise
  // stops it, and a promise that is kept never does. Gives null when it is saved, otherwise what the agent sees.
  async save() {
    for (const handler of this.handlers["ticket.save"] || []) {
      let result;
      try {
        result = handler();
        if (result && typeof result.then === "function") {
          await result;
          continue;
        }
      } catch (error) {
        return error;
      }
      if (result === false || result instanceof Error || typeof result === "string") {
        return result;
      }
    }
    return null;
  }
}

// A page with the elements of iframe.html, and no more of the DOM than the app uses.
class Page {
  constructor() {
    this.elements = {};
    for (const id of ["message", "findings", "fix", "anyway"]) {
      this.elements[id] = this.createElement();
    }
  }

  getElementById(id) {
    return this.elements[id];
  }

  createElement() {
    return { textContent: "", hidden: true, children: [], replaceChildren(...children) { this.children = children; } };
  }
}

module.exports = { Zendesk, Page };
