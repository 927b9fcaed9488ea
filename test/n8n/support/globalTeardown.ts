import { rm } from 'node:fs/promises';

import { prepared } from './prepared';

/** Removes what globalSetup.ts and the test files left. */
export default async function teardown(): Promise<void> {
	await rm(prepared().folder, { recursive: true, force: true });
}
