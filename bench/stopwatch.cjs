// Required before the program under test (-r): says on stdout when the first button can be pressed. Watches from
// outside, the same way for both programs, without a debugger attached: that would slow the larger one more.
const { app } = require('electron');

const waitForButton = `new Promise((done) => {
  const look = () => document.querySelector('button') !== null && (watcher.disconnect(), requestAnimationFrame(() => done(Date.now())));
  const watcher = new MutationObserver(look);
  watcher.observe(document, { childList: true, subtree: true });
  look();
})`;

app.once('browser-window-created', (_event, window) => {
  window.webContents.once('dom-ready', async () => {
    const at = await window.webContents.executeJavaScript(waitForButton);
    process.stdout.write(`usable ${at}\n`);
  });
});
