import type { ViewName, ViewParams } from '../../shared/contract.ts';
import type { Caller } from '../../shared/domain/decide.ts';
import { newId } from './ids.ts';
import type { Reply } from './runner.ts';
import type { Push, Watches } from './watches.ts';

/** Views that look the same at every station of a role. */
const sameForAll: ReadonlySet<string> = new Set<ViewName>(['kiosk', 'board', 'floor', 'settings', 'days', 'imports', 'stations', 'figures']);

export interface Follow {
  /** Pushes the view now, and after each flush that changes it or who is signed in, until the function returned is called. */
  readonly add: (caller: Caller, name: ViewName, params: ViewParams<ViewName>, push: Push) => () => void;
  /** Something may have changed. */
  readonly refresh: () => void;
  readonly close: () => void;
}

interface Follower {
  role: string;
  readonly now: () => Caller;
  readonly begin: (who: Caller) => () => void;
  stop: () => void;
}

/** Views as whoever is signed in at a station may see them (SPEC 13.1): when that changes, what is followed there changes with it. */
export function followViews(watches: Watches, actingAs: (caller: Caller, name: ViewName) => Caller, make: (who: Caller, name: ViewName, params: ViewParams<ViewName>) => Promise<Reply>): Follow {
  const followers = new Set<Follower>();
  return {
    add(caller, name, params, push) {
      const now = () => actingAs(caller, name);
      const common = sameForAll.has(name);
      const begin = (who: Caller) => {
        // By `app` a screen sets its clock: whoever follows later must not get the time at which somebody else began to.
        const of = name === 'app' ? newId() : common ? who.role : `${who.role} ${caller.station} ${caller.staff ?? ''}`;
        // A common one is made for a role, not for the first who follows it: who is signed in there may change.
        return watches.add(`${name} ${JSON.stringify(params)} ${of}`, common, () => make(common ? who : now(), name, params), push);
      };
      const first = now();
      const follower: Follower = { role: first.role, now, begin, stop: begin(first) };
      followers.add(follower);
      return () => {
        followers.delete(follower);
        follower.stop();
      };
    },
    refresh() {
      for (const one of followers) {
        const who = one.now();
        if (who.role === one.role) continue;
        one.role = who.role;
        one.stop();
        one.stop = one.begin(who);
      }
      watches.refresh();
    },
    close() {
      followers.clear();
      watches.close();
    },
  };
}
