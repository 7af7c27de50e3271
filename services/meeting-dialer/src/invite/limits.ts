/** An invocation begins nothing new when it has less time left than this: what it has begun, and the last looks, need it. */
export const MARGIN_MS = 15_000;
/** What is known of a meeting that may have ended meanwhile is not older. */
export const LOOKOUT_MS = 1_000;
/** A call that has said nothing for so long is placed again. */
export const PATIENCE_MS = 10_000;
/** So often at most, if none of its calls ever says a word. */
export const MOST_SILENT = 5;
/** Whoever has taken a mail to send and is not heard of for so long is gone. */
export const MAIL_PATIENCE_MS = 60_000;
/** When AWS had no line, or too many requests. */
export const REFUSED_MS = 15_000;
/** How long a call keeps its line before it has said that it is there. */
export const LINE_LEASE_MS = 90_000;
/** How often it is looked whether a call has ended that may have to be placed again. */
export const LOOK_MS = 30_000;
/** Seconds until the next look at least: where time was over, where nothing can be done at once, and where something failed. */
export const SOON_S = 1;
export const LATER_S = 10;
export const TROUBLED_S = 30;
/** The same at most. */
export const MOST_S = 60;
/** Calls that are placed at the same time, where the quota allows as many a second. */
export const LANES = 20;
