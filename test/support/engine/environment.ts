import { TestEnvironment } from 'jest-environment-node';

import { startSandbox } from '../../../sandbox';
import { startZvonobotSandbox } from '../../../sandbox/zvonobot';
import { createEngine } from './createEngine';

/**
 * Jest's Node environment with n8n's engine and the sandboxes in it. This file runs outside of Jest's
 * sandbox, with Node's own `require`, so that n8n's modules are loaded and the contracts are compiled once per
 * worker, not once per test file.
 */
export default class EngineEnvironment extends TestEnvironment {
	override async setup(): Promise<void> {
		await super.setup();
		const engine = await createEngine();
		// Each test file begins with an empty log and no stored files.
		await engine.close();
		// Copies: Jest empties the objects it finds in a sandbox when it tears it down.
		this.global.createN8nEngine = async (packageName?: string) => ({
			...(await createEngine(packageName)),
		});
		this.global.startSandbox = startSandbox;
		this.global.startZvonobotSandbox = startZvonobotSandbox;
	}
}
