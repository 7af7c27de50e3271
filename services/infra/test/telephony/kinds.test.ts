/** What holds for every type of resource. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { errorsOf } from '@patchbay/emulator';
import { kinds, type Kind } from './kinds.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(() => world.reset());
afterAll(() => world.stop());

const NAME = 'Thing';
const TRANSIENT = new Set(['ThrottledClientException', 'ServiceFailureException', 'ServiceUnavailableException']);
const failing = (operation: string, error: string) => (asked: { operation: string }) =>
  asked.operation === operation ? { error, message: 'No' } : undefined;

/** Every error that the service's model has for every operation. */
const errorsIn = (operations: readonly string[]) =>
  operations.flatMap((operation) => errorsOf('voice', operation).map((error): [string, string] => [operation, error]));

describe.each(kinds.map((kind): [string, Kind] => [kind.type, kind]))('%s', (type, kind) => {
  const { operations, count, changed, replaced } = kind;

  test('is made, changed and deleted, and deleted again', async () => {
    const wanted = await kind.wanted(world);
    world.asked();
    const { answer, id, remove } = await world.cloud.create(NAME, type, wanted);
    expect(answer).toMatchObject({ Status: 'SUCCESS' });
    expect(count(world)).toBe(1);
    expect([...new Set(world.asked())].sort()).toEqual([...operations.create].sort());

    const updated = await world.cloud.update(NAME, type, id, wanted, { ...wanted, ...changed });
    expect(updated).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: id });
    expect([...new Set(world.asked())].sort()).toEqual([...operations.update].sort());
    await world.cloud.update(NAME, type, id, { ...wanted, ...changed }, wanted);
    world.asked();

    expect(await remove()).toMatchObject({ Status: 'SUCCESS' });
    expect(count(world)).toBe(0);
    expect([...new Set(world.asked())].sort()).toEqual([...operations.delete].sort());
    expect(await remove()).toMatchObject({ Status: 'SUCCESS' });
  });

  test('is made once, however often CloudFormation asks', async () => {
    const wanted = await kind.wanted(world);
    const first = await world.cloud.create(NAME, type, wanted);
    const second = await world.cloud.create(NAME, type, wanted);
    expect([second.answer.Status, second.id]).toEqual(['SUCCESS', first.id]);
    expect(count(world)).toBe(1);
  });

  test('is made once when the answer of AWS is lost', async () => {
    const wanted = await kind.wanted(world);
    let lost = 0;
    world.faults(({ operation }) =>
      operation.startsWith('Create') && lost++ === 0 ? { error: 'ServiceFailureException', done: true } : undefined,
    );
    const { answer } = await world.cloud.create(NAME, type, wanted);
    expect(answer.Status).toBe('SUCCESS');
    expect(count(world)).toBe(1);
  });

  test('leaves nothing when it was not known to have been made', async () => {
    const wanted = await kind.wanted(world);
    const { id, remove } = await world.cloud.create(NAME, type, wanted);
    const asked = { ResourceType: type, ResourceProperties: wanted };
    expect(id).not.toBe('infra-test-Thing-1XYZ');
    await world.cloud.send('Delete', NAME, { ...asked, PhysicalResourceId: 'infra-test-Thing-1XYZ' });
    expect(count(world)).toBe(0);
    expect(await remove()).toMatchObject({ Status: 'SUCCESS' });
  });

  test('is not made of wrong properties, and then there is nothing to delete', async () => {
    const { answer, remove } = await world.cloud.create(NAME, type, { Wrong: true });
    expect(answer.Status).toBe('FAILED');
    expect(answer.Reason).toMatch(/Unrecognized key: "Wrong"|is missing/);
    world.asked();
    expect(await remove()).toMatchObject({ Status: 'SUCCESS' });
    expect(world.asked()).toEqual([]);
  });

  test.each(errorsIn(operations.create))(
    'is not made when %s fails with %s, and nothing is left',
    async (operation, error) => {
      const wanted = await kind.wanted(world);
      const before = count(world);
      world.faults(failing(operation, error));
      const { answer, remove } = await world.cloud.create(NAME, type, wanted);
      world.faults(undefined);
      // The number is found again, and waited for.
      if (operation === 'GetPhoneNumberOrder' && TRANSIENT.has(error)) expect(answer.Status).toBe('SUCCESS');
      else
        expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringMatching(reasonFor(operation, error)) });
      expect(await remove()).toMatchObject({ Status: 'SUCCESS' });
      expect(count(world)).toBe(before);
    },
  );

  // A number is never changed.
  if (operations.update.length > 0) {
    test.each(errorsIn(operations.update))('stays when %s fails with %s', async (operation, error) => {
      const wanted = await kind.wanted(world);
      const { id, remove } = await world.cloud.create(NAME, type, wanted);
      world.faults(failing(operation, error));
      const change = { ...wanted, ...changed };
      const answer = await world.cloud.update(NAME, type, id, wanted, change);
      world.faults(undefined);
      if (error !== 'NotFoundException' || operation !== 'GetSipRule') {
        expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: id });
        expect(answer.Reason).toMatch(reasonFor(operation, error));
      }
      // The rollback.
      const back = await world.cloud.update(NAME, type, answer.PhysicalResourceId, change, wanted);
      expect(back).toMatchObject({ Status: 'SUCCESS' });
      expect(count(world)).toBe(1);
      await remove();
      expect(count(world)).toBe(0);
    });
  }

  test.each(errorsIn(operations.delete))('is not said to be gone when %s fails with %s', async (operation, error) => {
    const { remove } = await world.cloud.create(NAME, type, await kind.wanted(world));
    world.faults(failing(operation, error));
    const answer = await remove();
    world.faults(undefined);
    // What is not there has been deleted.
    if (error === 'NotFoundException') expect(answer.Status).toBe('SUCCESS');
    else expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringMatching(reasonFor(operation, error)) });
    expect(await remove()).toMatchObject({ Status: 'SUCCESS' });
  });

  if (replaced !== undefined) {
    test('is another when it can not be changed, and is itself again when that is rolled back', async () => {
      const wanted = await kind.wanted(world);
      const { id } = await world.cloud.create(NAME, type, wanted);
      const other = { ...wanted, ...replaced };
      // CloudFormation deletes the first only at the very end.
      const asked = { ResourceType: type, PhysicalResourceId: id };
      const second = await world.cloud.send('Update', NAME, {
        ...asked,
        OldResourceProperties: wanted,
        ResourceProperties: other,
      });
      expect(second).toMatchObject({ Status: 'SUCCESS' });
      expect(second.PhysicalResourceId).not.toBe(id);
      expect(count(world)).toBe(2);
      const back = await world.cloud.update(NAME, type, second.PhysicalResourceId, other, wanted);
      expect(back.PhysicalResourceId).toBe(id);
      expect(count(world)).toBe(1);
    });

    test.each(errorsIn(operations.create).filter(([, error]) => !TRANSIENT.has(error)))(
      'leaves no other when %s fails with %s',
      async (operation, error) => {
        const wanted = await kind.wanted(world);
        const { id } = await world.cloud.create(NAME, type, wanted);
        let asked = 0;
        // What was made in its place is removed by the same operations.
        world.faults((request) => (failing(operation, error)(request) && asked++ === 0 ? { error } : undefined));
        const answer = await world.cloud.update(NAME, type, id, wanted, { ...wanted, ...replaced });
        world.faults(undefined);
        if (answer.Status === 'FAILED') expect(answer.PhysicalResourceId).toBe(id);
        expect(count(world)).toBe(1);
      },
    );
  }
});

/** The sentence names the operation and the error, or says in words what a person can do about it. */
function reasonFor(operation: string, error: string): RegExp {
  if (operation === 'CreateSipMediaApplication' && /Forbidden|AccessDenied|Unauthorized/.test(error)) {
    return /may not create a SIP media application.*sipMediaApplicationId.*AWS Support.*emulator.*No\)$/;
  }
  if (operation === 'CreatePhoneNumberOrder' && error === 'BadRequestException') return /^No phone number was acquired/;
  if (operation === 'CreatePhoneNumberOrder' && error.startsWith('ResourceLimit'))
    return /higher quota of phone numbers/;
  if (error === 'NotFoundException' && operation.startsWith('GetSipMedia')) return /has no such SIP media application/;
  if (error === 'NotFoundException' && operation === 'GetPhoneNumber')
    return /no such phone number|is not in the account/;
  return new RegExp(`^${operation} failed with ${error}: No$`);
}
