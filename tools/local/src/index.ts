export { LocalError, type LocalErrorCode } from './errors.ts';
