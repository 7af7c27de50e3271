import * as z from 'zod';

export const phoneNumber = z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be an E.164 number such as +12065550100');
export const flowName = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be the name of a flow such as ivr');
