import type { Reply } from './runner.ts';

interface Watch {
  readonly make: () => Promise<Reply>;
  readonly push: (reply: Reply) => void;
  last: string;
  /** True while it is being made; a change meanwhile makes it once more. */
  busy: boolean;
  again: boolean;
}

/** Pushes views: at most one push a view a flush, none when nothing in it changed, never more than one in the making. */
export class Watches {
  private readonly all = new Set<Watch>();
  private readonly onBug: (error: unknown) => void;
  private scheduled = false;

  constructor(onBug: (error: unknown) => void) {
    this.onBug = onBug;
  }

  /** Pushes once now, then on change. */
  add(make: () => Promise<Reply>, push: (reply: Reply) => void): () => void {
    const watch: Watch = { make, push, last: '', busy: false, again: false };
    this.all.add(watch);
    void this.update(watch);
    return () => {
      this.all.delete(watch);
    };
  }

  /** Something may have changed. Runs after the replies of the flush have gone out. */
  refresh(): void {
    if (this.scheduled || this.all.size === 0) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      for (const watch of this.all) void this.update(watch);
    });
  }

  close(): void {
    this.all.clear();
  }

  private async update(watch: Watch): Promise<void> {
    if (watch.busy) {
      watch.again = true;
      return;
    }
    watch.busy = true;
    try {
      do {
        watch.again = false;
        const reply = await watch.make();
        const text = JSON.stringify(reply.ok ? reply.result : reply.problem);
        if (text === watch.last || !this.all.has(watch)) continue;
        watch.last = text;
        watch.push(reply);
      } while (watch.again);
    } catch (error) {
      this.onBug(error);
    } finally {
      watch.busy = false;
    }
  }
}
