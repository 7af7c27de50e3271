/** Names of the attendees in the meeting of a call. */
export const BROWSER = 'browser';
export const PHONE = 'phone';
