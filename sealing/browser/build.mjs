// Builds what is committed under ../static/sealing: seal.js and seal-suites.js for the site's pages, and offline.html, one file without a
// network; and beside the ledger's check noble.js, the Ed25519 of browsers that have none.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { build, transform } from "esbuild";

const [OUT = "../static/sealing", CHECK = "../../ledger/static/ledger"] = process.argv.slice(2);
const how = { bundle: true, format: "iife", minify: true, charset: "utf8", target: "es2022", legalComments: "eof" };
const hash = (content) => createHash("sha256").update(content).digest("base64");

await build({ ...how, entryPoints: ["page.js"], outfile: `${OUT}/seal.js` });
await build({ ...how, entryPoints: ["page-suites.js"], outfile: `${OUT}/seal-suites.js` });
await build({ ...how, format: "esm", entryPoints: ["ed25519.js"], outfile: `${CHECK}/noble.js` });
const made = await build({ ...how, entryPoints: ["offline.js"], write: false });
const script = made.outputFiles[0].text.replaceAll("</script", "<\\/script");
const sheets = ["tokens", "look"].map((name) => readFileSync(`../../web/static/web/${name}.css`, "utf8")).join("\n");
const style = (await transform(sheets, { loader: "css", minify: true, charset: "utf8", target: "chrome120" })).code;
const parts = { script, style, "script-hash": hash(script), "style-hash": hash(style) };
const page = readFileSync("offline.html", "utf8").replace(/\{\{([a-z-]+)\}\}/g, (_, name) => parts[name]);
writeFileSync(`${OUT}/offline.html`, page);
