import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CALLER, type ControlWorld, SERVICE, startControlWorld } from '../../test/control/control-world.ts';

let world: ControlWorld;
beforeAll(async () => {
  world = await startControlWorld();
});
afterAll(() => world.dispose());

function play(script: string) {
  return world.control('POST', '/scripts', {
    body: { number: SERVICE, from: CALLER, script, name: 'a.yml', timeoutMs: 60_000 },
  });
}

describe('a script that a running emulator plays', () => {
  test('tells the call, when it has ended', async () => {
    const { body } = await play('- hear: press a key\n- press: 1\n- hear: thank you\n');
    expect(body).toEqual({ transactionIds: [world.recorder.list().at(-1)?.transactionId] });
    expect(world.recorder.list().at(-1)).toMatchObject({ endedAt: expect.any(Number) });
  });

  test('tells the step that could not happen', async () => {
    const { body } = await play('- hear: press two keys\n');
    expect(body).toMatchObject({
      transactionIds: [expect.any(String)],
      problem: expect.stringContaining('step 1 (hear "press two keys")'),
    });
    expect(world.phone(CALLER).state).toBe('ended');
  });

  test('leaves numbers as they were', async () => {
    await play('- hear: press a key\n- far: { number: +12065550123, does: answer }\n');
    expect(world.exchange.farEnd('+12065550123')).toEqual({ does: 'busy' });
  });

  test('tells that a number leads nowhere', async () => {
    const body = { number: '+12065550199', from: CALLER, script: '- hangup' };
    expect((await world.control('POST', '/scripts', { body })).body).toEqual({
      transactionIds: [],
      problem: expect.stringContaining('+12065550199 could not be reached'),
    });
  });

  test.each([
    ['- heer: x', 'a.yml:1:3: step 1: "heer" is not a step'],
    ['seed: 1\nsteps: []', 'a.yml: "seed" is set when an emulator starts'],
  ])('is refused when it is %j', async (script, detail) => {
    expect((await play(script)).body).toMatchObject({ status: 400, detail: expect.stringContaining(detail) });
  });
});
