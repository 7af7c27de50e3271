/**
 * Loaded into functions in Node.js: the user pool's issuer, an address of AWS that tokens name, is on this machine, where
 * AWS_ENDPOINT_URL says. `python/sitecustomize.py` is the same for Python.
 */
const POOLS = /^https:\/\/cognito-idp\.[a-z0-9-]+\.amazonaws\.com(?=\/)/;
const { AWS_ENDPOINT_URL: here = '' } = process.env;
const { fetch: there } = globalThis;

globalThis.fetch = (input, init) => there(typeof input === 'string' ? input.replace(POOLS, here) : input, init);
