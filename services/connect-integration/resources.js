/** For serverless.yml: what is in Amazon Connect; nothing where the stage has no instance. */

/** @param {{ resolveVariable(address: string): Promise<any> }} serverless */
export async function resources({ resolveVariable }) {
  const { connect } = await resolveVariable('self:custom.stage');
  return connect?.instanceId === undefined ? {} : resolveVariable('file(connect.yml)');
}
