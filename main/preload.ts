import { contextBridge, ipcRenderer } from 'electron';

type OnReply = (reply: unknown) => void;

const watching = new Map<number, OnReply>();
let last = 0;

ipcRenderer.on('hall.push', (_event, watch: unknown, reply: unknown) => {
  if (typeof watch === 'number') watching.get(watch)?.(reply);
});

/** All that a page can reach: nothing of Electron, one door for requests, one for pushes. What goes through is checked in ipc.ts. */
contextBridge.exposeInMainWorld('hall', {
  call: (name: unknown, input: unknown): Promise<unknown> => ipcRenderer.invoke('hall', { kind: 'call', name, input }),
  watch: (name: unknown, params: unknown, onReply: OnReply): (() => void) => {
    last += 1;
    const watch = last;
    watching.set(watch, onReply);
    ipcRenderer.invoke('hall', { kind: 'watch', watch, name, params }).then(
      (reply: unknown) => {
        if (reply !== null) watching.get(watch)?.(reply); // a Problem: the watch was refused
      },
      () => undefined, // the window is closing
    );
    return () => {
      if (watching.delete(watch)) void ipcRenderer.invoke('hall', { kind: 'unwatch', watch });
    };
  },
});
