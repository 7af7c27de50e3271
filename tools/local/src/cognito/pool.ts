import * as z from 'zod';

const attributeNames = z.array(z.string());
const unit = z.enum(['seconds', 'minutes', 'hours', 'days']);
const validity = z.number().int().min(1);

/** A user pool as CloudFormation describes it; what is not here has no effect locally, or is refused. */
export const PoolProperties = z.strictObject({
  UsernameAttributes: z.tuple([z.literal('email')]),
  UsernameConfiguration: z.strictObject({ CaseSensitive: z.literal(false) }),
  AutoVerifiedAttributes: z.array(z.literal('email')).default([]),
  AdminCreateUserConfig: z.exactOptional(z.strictObject({ AllowAdminCreateUserOnly: z.boolean() })),
  UserAttributeUpdateSettings: z.exactOptional(
    z.strictObject({ AttributesRequireVerificationBeforeUpdate: attributeNames }),
  ),
  Policies: z.strictObject({
    PasswordPolicy: z.strictObject({
      MinimumLength: z.number().int().default(8),
      RequireLowercase: z.boolean().default(false),
      RequireUppercase: z.boolean().default(false),
      RequireNumbers: z.boolean().default(false),
      RequireSymbols: z.boolean().default(false),
    }),
  }),
  /** ARNs of functions, by trigger. */
  LambdaConfig: z.strictObject({ PreSignUp: z.exactOptional(z.string()) }).default({}),
});

export const ClientProperties = z.strictObject({
  GenerateSecret: z.literal(false).default(false),
  ExplicitAuthFlows: z.array(z.string()),
  AccessTokenValidity: validity.default(1),
  IdTokenValidity: validity.default(1),
  RefreshTokenValidity: validity.default(30),
  TokenValidityUnits: z
    .strictObject({
      AccessToken: unit.default('hours'),
      IdToken: unit.default('hours'),
      RefreshToken: unit.default('days'),
    })
    .prefault({}),
  ReadAttributes: z.exactOptional(attributeNames),
  WriteAttributes: z.exactOptional(attributeNames),
});

export type PasswordPolicy = z.infer<typeof PoolProperties>['Policies']['PasswordPolicy'];

/** A pool to be made, with all that is in it. */
export interface PoolDefinition {
  name: string;
  properties: z.infer<typeof PoolProperties>;
  clients: readonly { name: string; properties: z.infer<typeof ClientProperties> }[];
  /** Names. */
  groups: readonly string[];
}
