// Lints texts with textlint and textlint-rule-prh: one instance of the rule per signal, so that lists do not hide one another.
// Reads {modules, lists: {signal: path of a prh file}, texts: [...]} from standard input, writes the signals found per text.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { modules, lists, texts } = JSON.parse(readFileSync(0, "utf8"));
const require = createRequire(modules + "/");
const { TextlintKernel } = require("@textlint/kernel");
const text = require("@textlint/textlint-plugin-text");
const prh = require("textlint-rule-prh");

const kernel = new TextlintKernel();
const options = {
  filePath: "reply.txt",
  ext: ".txt",
  plugins: [{ pluginId: "text", plugin: text.default ?? text }],
  rules: Object.entries(lists).map(([signal, path]) => ({ ruleId: signal, rule: prh.default ?? prh, options: { rulePaths: [path] } })),
};
const found = [];
for (const reply of texts) {
  const { messages } = await kernel.lintText(reply, options);
  found.push([...new Set(messages.map((message) => message.ruleId))]);
}
process.stdout.write(JSON.stringify(found));
