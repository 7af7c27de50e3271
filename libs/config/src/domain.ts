import * as z from 'zod';

/** A domain as DNS writes it: letters of other scripts are punycode. */
export const domain = z
  .string()
  .max(253)
  .regex(
    /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/,
    'must be a domain in lower case such as example.com',
  );
