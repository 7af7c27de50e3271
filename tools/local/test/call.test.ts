import { describe, expect, jest, test } from '@jest/globals';
import { allGone, runProgram } from './support/program.ts';

// Starting everything takes as long as the machine is busy.
jest.setTimeout(180_000);

async function call(...argv: string[]) {
  const program = runProgram('call.ts', ...argv);
  const code = await program.ended;
  return { code, printed: program.printed() };
}

function expectInOrder(printed: string, marks: readonly string[]): void {
  const places = marks.map((mark) => printed.indexOf(mark));
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  expect(places).not.toContain(-1);
}

// One script and one story; tools/system plays the others in one environment.
describe('npm run call', () => {
  test('ivr goes through all entries of the menu, and back to the caller', async () => {
    const { code, printed } = await call('ivr');
    expect({ code, printed }).toMatchObject({ code: 0 });
    const marks = [
      '[audio prompts/recording.wav]',
      '"I understood: order pizza."',
      '[audio recordings/',
      '"You said: Please call me tomorrow"',
      'VoiceFocus on',
      'VoiceFocus off',
      '[audio prompts/call-back.wav]',
      'NEW_OUTBOUND_CALL',
      '[audio prompts/called-back.wav]',
    ];
    expectInOrder(printed, marks);
  });

  test('click-to-call goes from a browser to a telephone, and ends in every way', async () => {
    const { code, printed } = await call('click-to-call');
    expect({ code, printed }).toMatchObject({ code: 0 });
    expectInOrder(printed, [
      'Somebody signs in and opens the live socket.',
      'POST /calls (425) 555-0188: call ',
      'both hear each other',
      'the other side hears 122#3*',
      'hangup ends it, and nothing is left',
      'The other side hangs up, and nothing is left',
      'the live socket tells why: The number is busy or did not answer.',
      'The tab is closed without a word: the telephone is hung up, and nothing is left.',
      'GET /calls lists them: ended, failed, ended, ended.',
      // The ladders.
      'NEW_OUTBOUND_CALL flow=click-to-call',
      'CallAndBridge +14255550188',
      '"Hello, who is calling?"',
      'browser: "It is me"',
      'CallAndBridge +14255550186',
      '486 busy',
      '"The number is busy or did not answer."',
    ]);
  });

  test('--list names the calls', async () => {
    expect(await call('--list')).toEqual({ code: 0, printed: expect.stringMatching(/^ivr$/m) });
  });

  test.each([
    [['ivrr'], 'There is no call "ivrr". Did you mean "ivr"? Allowed: take-back-and-transfer, ivr'],
    [['ivr', '--url', 'nowhere'], '--url: "nowhere" is not a URL such as http://127.0.0.1:4600'],
    [['ivr', 'ivr'], 'One call at a time, not ivr ivr'],
    [[], 'npm run call -- NAME'],
  ])('%j is a wrong command', async (argv, message) => {
    expect(await call(...argv)).toEqual({ code: 2, printed: expect.stringContaining(message) });
  });

  test('can be stopped', async () => {
    const program = runProgram('call.ts', 'ivr');
    let pids: number[] = [];
    while (pids.length === 0) pids = await program.descendants();
    program.kill('SIGINT');
    expect(await program.ended).toBe(130);
    await allGone(pids);
  });

  test('says that nobody answers at --url', async () => {
    expect(await call('ivr', '--url', 'http://127.0.0.1:9')).toEqual({
      code: 1,
      printed: 'No emulator answers at http://127.0.0.1:9: ECONNREFUSED\n',
    });
  });
});
