// Starts the app in the folder named by the first argument that is no switch, as Electron's own default app does.
const fs = require('node:fs');
const path = require('node:path');
const { app } = require('electron');

const args = process.argv.slice(1);
let folder;
for (let at = 0; at < args.length; at += 1) {
  if (args[at] === '-r' || args[at] === '--require') require(path.resolve(args[(at += 1)]));
  else if (folder === undefined && !args[at].startsWith('-')) folder = path.resolve(args[at]);
}
if (folder === undefined) throw new Error('Name the folder of an app.');
const info = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
app.setName(info.productName ?? info.name);
app.setVersion(info.version ?? '0.0.0');
app.setAppPath(folder);
process.defaultApp = true;
require(path.join(folder, info.main ?? 'index.js'));
