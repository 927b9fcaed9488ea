import {
	startZvonobotSandbox,
	type ZvonobotSandbox,
	type ZvonobotSandboxOptions,
} from '../../../sandbox/zvonobot';
import { STEP_MS, type SeededStart, type WholeService } from './service';

/** Zvonobot. */
export const zvonobot: WholeService<ZvonobotSandbox, ZvonobotSandboxOptions> = {
	name: 'Zvonobot',
	packageName: 'n8n-nodes-zvonobot',
	credentialType: 'zvonobotApi',
	examples: 'zvonobot',
	port: 3457,
	start: async (options, apiKey) => await startZvonobotSandbox({ apiKey, ...options }),
	startSeeded,
	credentialOf: ({ apiKey, url }) => ({ apiKey, domain: url, webhookSecret: 'made-up-secret' }),
};

/** Numbers to call from, audio, templates, and calls that are over. */
async function startSeeded({ port }: SeededStart): Promise<ZvonobotSandbox> {
	const sandbox = await startZvonobotSandbox({ port, stepMs: STEP_MS });
	sandbox.seedPhone();
	sandbox.seedRecord({ name: 'Appointment tomorrow' });
	sandbox.seedRecord({ name: 'Reminder of a payment' });
	sandbox.seedTemplate({ name: 'Greeting by name' });
	sandbox.seedCall({ phone: '77010000001' });
	sandbox.seedCall({ phone: '77010000002', attempt: { status: 'canceled' } });
	return sandbox;
}
