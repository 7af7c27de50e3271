/** A request has room for as many participants as a meeting. */
export const MAX_LIST_BYTES = 128 * 1024;
