/**
 * `npm run demo -- autodialer`: 2,500 rows of a CRM go into a dialer on n8n's own engine, against the sandbox,
 * and the webhook of each call comes back.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

import { countBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { startAutodialerSandbox } from '../sandbox/autodialer';
import { fromNoon } from './fromNoon';

const ROWS = 2_500;
const NAMES = { number: 'phone', duration: 'duration', recording: 'record', answer: 'answer' };

/** Runs the demo. @throws Error when the node fails */
export async function demoAutodialer(): Promise<void> {
	const { loadEngine } = await import('../test/support/engine');
	const engine = await loadEngine('n8n-nodes-autodialer');
	const sandbox = await startAutodialerSandbox({ now: fromNoon() });
	const credential = { baseUrl: sandbox.url, accessToken: sandbox.accessToken };
	const trigger = await engine.activateWebhook({ credential });
	const results: IDataObject[] = [];
	const server = createServer(async (request, response) => {
		const { items } = await trigger.request({ body: await json(request) });
		results.push(...(items ?? []).map((item) => item.json));
		response.end();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const url = `http://127.0.0.1:${port}/webhook`;
	sandbox.setWebhook({ url, method: 'POST', form: 'json', names: NAMES });
	try {
		say('Sandbox', `${sandbox.url}; nothing leaves this computer`);
		const { items, error } = await engine.runNode({
			parameters: {
				...{ resource: 'task', operation: 'create', scenarioType: '1' },
				...{ nameField: 'name', uuidField: 'deal', variableFields: 'debt' },
			},
			items: Array.from({ length: ROWS }, (_none, index) => ({
				...{ deal: index + 1, name: `Client ${index + 1}`, debt: 1000 + index },
				phone: `+7 701 ${String(index).padStart(7, '0')}`,
			})),
			credential,
		});
		if (error) throw new Error([error.message, error.description].join('\n'));
		const { inserted, refused, taskIds } = items[0]?.json ?? {};
		say('Task → Create', `${inserted} rows inserted, ${refused} refused`);
		say('Requests', `${(taskIds as unknown[]).length} of at most 1,000 rows`);
		sandbox.advance();
		await sandbox.webhooksSettled();
		const reached = results.filter(({ durationSeconds }) => Number(durationSeconds) > 0);
		say('Autodialer Trigger', `${results.length} calls ended, ${reached.length} people reached`);
		const answers = countBy(reached, ({ answer }) => String(answer ?? 'nothing'));
		for (const [answer, count] of Object.entries(answers)) say(`  said ${answer}`, String(count));
	} finally {
		server.closeAllConnections();
		server.close();
		await sandbox.close();
		await engine.close();
	}
}

function say(what: string, detail: string): void {
	console.log(`${what.padEnd(22)}${detail}`);
}
