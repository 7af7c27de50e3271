declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface Options {
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
    /** On disk; in memory when missing. */
    path?: string;
  }

  /** `close` of the server also closes the store. */
  export default function dynalite(options?: Options): Server;
}
