/** For serverless.yml: the resources that a stage may do without; nothing where it does. */

/** @typedef {{ resolveVariable(address: string): Promise<any> }} Serverless */

export const site = when(({ site }) => site.enabled, 'site.yml');
export const mail = when(({ mail }) => mail !== undefined, 'mail.yml');
export const mailIdentity = when(({ mail }) => mail !== undefined && mail.identity !== 'existing', 'mail-identity.yml');
export const alarmsEmail = when(({ alarms }) => alarms !== undefined, 'alarms-email.yml');

/**
 * @param {(stage: any) => boolean} wanted
 * @param {string} file
 */
function when(wanted, file) {
  return async (/** @type {Serverless} */ { resolveVariable }) =>
    wanted(await resolveVariable('self:custom.stage')) ? resolveVariable(`file(resources/${file})`) : {};
}
