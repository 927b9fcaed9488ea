import {
	startAutodialerSandbox,
	type AutodialerSandbox,
	type AutodialerSandboxOptions,
} from '../../../sandbox/autodialer';
import { fromNoon } from '../../fromNoon';
import { STEP_MS, type SeededStart, type WholeService } from './service';

/** Autodialer. */
export const autodialer: WholeService<AutodialerSandbox, AutodialerSandboxOptions> = {
	name: 'Autodialer',
	packageName: 'n8n-nodes-autodialer',
	credentialType: 'autodialerApi',
	examples: 'autodialer',
	port: 3458,
	start: async (options, accessToken) => await startAutodialerSandbox({ accessToken, ...options }),
	startSeeded,
	credentialOf: ({ accessToken, url }) => ({ accessToken, baseUrl: url }),
};

/** The webhook of the dialer is set to the trigger of the example, once that is published. */
async function startSeeded({ port, n8nUrl }: SeededStart): Promise<AutodialerSandbox> {
	// So that calls can be tried at any time of the day.
	const sandbox = await startAutodialerSandbox({ port, stepMs: STEP_MS, now: fromNoon() });
	sandbox.setWebhook({
		url: `${n8nUrl}/webhook/autodialer-call-ended/webhook`,
		method: 'POST',
		form: 'json',
		names: { number: 'phone', duration: 'duration', recording: 'record', answer: 'answer' },
	});
	return sandbox;
}
