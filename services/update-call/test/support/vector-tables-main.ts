/** For tests in another language: prints where the tables are, as JSON, and keeps them until its input ends. */
import { startVectorTables } from './vector-tables.ts';

const tables = await startVectorTables();
process.stdout.write(`${JSON.stringify({ dynamodb: tables.endpoint })}\n`);
process.stdin.resume().once('end', () => void tables.stop());
