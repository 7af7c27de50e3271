/** For serverless.yml: the resources that a stage may do without, or have elsewhere. */

/** @typedef {{ resolveVariable(address: string): Promise<any> }} Serverless */

export const users = when(({ signIn }) => signIn === undefined, 'users.yml', 'users-existing.yml');
export const site = when(({ site }) => site.enabled, 'site.yml');
export const mail = when(({ mail }) => mail !== undefined, 'mail.yml');
export const mailIdentity = when(({ mail }) => mail !== undefined && mail.identity !== 'existing', 'mail-identity.yml');
export const alarmsEmail = when(({ alarms }) => alarms.email !== undefined, 'alarms-email.yml');

/**
 * @param {(stage: any) => boolean} wanted
 * @param {string} file
 * @param {string} [otherwise]
 */
function when(wanted, file, otherwise) {
  return async (/** @type {Serverless} */ { resolveVariable }) => {
    const chosen = wanted(await resolveVariable('self:custom.stage')) ? file : otherwise;
    return chosen === undefined ? {} : resolveVariable(`file(resources/${chosen})`);
  };
}
