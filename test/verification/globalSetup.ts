import { installFromLock } from '../support/installFromLock';

/** Once for all test files: n8n's tools are installed. */
export default async function setup(): Promise<void> {
	await installFromLock(__dirname);
}
