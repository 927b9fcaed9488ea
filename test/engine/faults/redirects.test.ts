/** A redirect never carries the key, or anything else of a request, to another host. */
import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../nodes/shared/call/operationCall';
import { RESOURCES } from '../../../nodes/AutoCall/operations';
import { silentMp3 } from '../../../sandbox/audio';
import { useBench, useFastWaits } from '../../support/autoCall';
import { startLocalServer, type LocalServer } from '../../support/engine/localServer';
import { soundParameters } from '../../support/faults/hostileParameters';
import { sightingsOf, keyOf } from '../../support/faults/key';

const STATUSES = [301, 302, 303, 307, 308];

useFastWaits();
const bench = useBench({ apiKey: keyOf(1), requestsPerMinute: 100_000 });

/** The host to which the service points. */
let elsewhere: LocalServer;
beforeEach(async () => {
	elsewhere = await startLocalServer();
	elsewhere.respondWith({ body: { data: [], balance: 1, last_page: 1 } });
});
afterEach(async () => await elsewhere.close());

/** Sends requests of a method, or all, elsewhere. */
function redirect(status: number, method?: string): void {
	const { faults } = bench().sandbox;
	faults.clear();
	faults.strikes.length = 0;
	faults.add({
		kind: 'status',
		status,
		method,
		times: 100,
		headers: { Location: `${elsewhere.url}/api/v1/elsewhere` },
	});
}

/** The objects for operations with valid parameters. */
function seed(): void {
	const { sandbox } = bench();
	sandbox.seedContactList({ id: 73 });
	sandbox.seedAutocall({ id: 73 });
	sandbox.seedBulk({ id: 73 });
	sandbox.seedScenario({ id: 73 });
	for (const id of [5, 73]) sandbox.seedSound({ id });
	sandbox.seedScenario({ id: 501 });
}

const operations = Object.entries(RESOURCES).flatMap(([resource, { operations: own }]) =>
	Object.entries(own).map(
		([operation, definition]) =>
			[`${resource} ${operation}`, resource, operation, definition] as const,
	),
);

async function run(resource: string, operation: string, definition: Operation) {
	const { engine, sandbox, run: runNode } = bench();
	const data = await engine.storeBinary(silentMp3(1), 'hello.mp3', 'audio/mpeg');
	const parameters: IDataObject = {
		...soundParameters(definition),
		...(definition.isPublic && { options: { baseUrl: sandbox.url } }),
	};
	return await runNode(resource, operation, parameters, {
		items: [{ json: {}, binary: { data } }],
	});
}

describe.each(operations)('%s', (_title, resource, operation, definition) => {
	it.each(STATUSES)('does not follow a %i', async (status) => {
		seed();
		const { sandbox } = bench();
		for (const method of new Set([undefined, definition.method])) {
			redirect(status, method);
			const result = await run(resource, operation, definition);
			const [first] = sandbox.faults.strikes;
			const isDoubtful = definition.creates && first?.method === definition.method;
			const doubt = isDoubtful ? '; it may have been carried out anyway' : '';
			expect(result.error?.message).toBe(
				`AutoCall.kz returned a redirect (status ${status})${doubt} [item 0]`,
			);
			expect((result.error as { description?: string }).description).toContain(
				`It points to ${elsewhere.url}/api/v1/elsewhere. Redirects are not followed, so that the API key stays with the host you chose.`,
			);
			// Once, like a poll for the created object: another try would be redirected as well.
			const struck = sandbox.faults.strikes.map((strike) => `${strike.method} ${strike.path}`);
			expect(struck).toEqual([...new Set(struck)]);
			expect(struck.length).toBeLessThanOrEqual(isDoubtful ? 2 : 1);
			expect(sightingsOf(result.stored())).toBe(0);
		}
		expect(elsewhere.requests).toEqual([]);
	});
});

describe('in the editor and in the background', () => {
	it.each(STATUSES)(
		'lists, the trigger and the test of the credential follow no %i',
		async (status) => {
			const { engine, credential } = bench();
			redirect(status);
			const said = `AutoCall.kz returned a redirect (status ${status})`;
			for (const method of ['searchContactLists', 'searchCallerIds', 'searchNotifications']) {
				await expect(engine.listSearch({ method, credential })).rejects.toMatchObject({
					message: said,
				});
			}
			for (const method of ['getContactLists', 'getSounds']) {
				await expect(engine.loadOptions({ method, credential })).rejects.toMatchObject({
					message: said,
				});
			}
			const { error } = await engine.poll({ parameters: { events: ['*'] }, credential });
			expect(error?.message).toBe(said);
			const test = await engine.testCredential('autoCallApi', credential);
			expect(test.status).toBe('Error');
			expect(sightingsOf(test.message)).toBe(0);
			expect(elsewhere.requests).toEqual([]);
		},
	);
});
