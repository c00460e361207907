import type { StationRole } from '../../shared/events.ts';

/** What this browser is in the hall, kept until it is paired anew. */
export interface Identity {
  readonly station: string;
  readonly hall: string;
  readonly fingerprint: string;
  readonly role: StationRole;
  readonly name: string;
  readonly key: CryptoKey;
}
const [base, store, entry] = ['hall-desk', 'identity', 'mine'];

/** The identity kept in this browser, or null: never paired, or its storage was cleared. */
export async function readIdentity(): Promise<Identity | null> {
  const found = await request<unknown>('readonly', (kept) => kept.get(entry));
  return typeof found === 'object' && found !== null && 'key' in found && 'station' in found ? (found as Identity) : null;
}

/** Keeps it; done once it is on the disk. */
export async function keepIdentity(identity: Identity): Promise<void> {
  await request('readwrite', (kept) => kept.put(identity, entry));
  // Without this a browser may clear it when its disk is full.
  await navigator.storage?.persist?.().catch(() => false);
}

function request<T>(mode: IDBTransactionMode, ask: (kept: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(base, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(store);
    opening.onerror = () => reject(opening.error ?? new Error('IndexedDB does not open'));
    opening.onsuccess = () => {
      const transaction = opening.result.transaction(store, mode);
      const asked = ask(transaction.objectStore(store));
      transaction.oncomplete = () => (opening.result.close(), resolve(asked.result));
      transaction.onerror = () => reject(transaction.error ?? new Error('IndexedDB failed'));
    };
  });
}
