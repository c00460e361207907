// The least Electron with React that can be: one sandboxed window, one page from a file. What ours is compared with.
const path = require('node:path');
const { app, BrowserWindow, Menu } = require('electron');

if (process.env.BENCH_DATA) app.setPath('userData', process.env.BENCH_DATA);
Menu.setApplicationMenu(null);
app.whenReady().then(() => {
  const window = new BrowserWindow({ show: false, width: 1366, height: 768, useContentSize: true, webPreferences: { contextIsolation: true, spellcheck: false } });
  window.once('ready-to-show', () => window.show());
  void window.loadFile(path.join(__dirname, 'index.html'));
});
app.on('window-all-closed', () => app.quit());
