import * as z from 'zod';

/** A user pool of Cognito that the account has already. */
export const userPool = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z]{2}(?:-[a-z]+)+-\d_[0-9A-Za-z]{1,50}$/, 'must be the id of a user pool such as us-east-1_a1B2c3D4e'),
  /** Of a client without a secret, as browsers can keep none. */
  clientId: z.string().regex(/^\w{1,128}$/, 'must be the id of a client of the user pool'),
});

export interface SignIn {
  region: string;
  /** URL of the pool, as in the tokens that it issues. */
  issuer: string;
  clientId: string;
}

export function signInOf({ id, clientId }: z.infer<typeof userPool>): SignIn {
  const region = id.slice(0, id.indexOf('_'));
  return { region, issuer: `https://cognito-idp.${region}.amazonaws.com/${id}`, clientId };
}
