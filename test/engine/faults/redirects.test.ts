/** A redirect never carries the key, or anything else of a request, to another host. */
import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../nodes/shared/call/operationCall';
import { RESOURCES } from '../../../nodes/AutoCall/operations';
import { silentMp3 } from '../../../sandbox/audio';
import { onBench, useBench, useFastWaits, type Bench } from '../../support/autoCall';
import { startLocalServer, type LocalServer } from '../../support/engine/localServer';
import { soundParameters } from '../../support/faults/hostileParameters';
import { sightingsOf, keyOf } from '../../support/faults/key';
import { waitingTogether } from '../safety/scenarios';

const STATUSES = [301, 302, 303, 307, 308];

useFastWaits();
const itWaits = waitingTogether();
const OPTIONS = { requestsPerMinute: 100_000 };
const bench = useBench({ ...OPTIONS, apiKey: keyOf(1) });

/** The host to which the service points. */
let elsewhere: LocalServer;
beforeAll(async () => {
	elsewhere = await startLocalServer();
	elsewhere.respondWith({ body: { data: [], balance: 1, last_page: 1 } });
});
afterAll(async () => await elsewhere.close());

/** Sends requests of a method, or all, elsewhere. */
function redirect({ sandbox: { faults } }: Bench, status: number, method?: string): void {
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
function seed({ sandbox }: Bench): void {
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

async function run(own: Bench, resource: string, operation: string, definition: Operation) {
	const data = await own.engine.storeBinary(silentMp3(1), 'hello.mp3', 'audio/mpeg');
	const parameters: IDataObject = {
		...soundParameters(definition),
		...(definition.isPublic && { options: { baseUrl: own.sandbox.url } }),
	};
	return await own.run(resource, operation, parameters, {
		items: [{ json: {}, binary: { data } }],
	});
}

/** Runs an operation whose requests of a method, or all, are redirected. */
async function notFollowed(
	[, resource, operation, definition]: (typeof operations)[number],
	status: number,
	method?: string,
): Promise<void> {
	const check = async (own: Bench) => {
		seed(own);
		redirect(own, status, method);
		const result = await run(own, resource, operation, definition);
		const { strikes } = own.sandbox.faults;
		const isDoubtful = definition.creates && strikes[0]?.method === definition.method;
		const doubt = isDoubtful ? '; it may have been carried out anyway' : '';
		expect(result.error?.message).toBe(
			`AutoCall.kz returned a redirect (status ${status})${doubt} [item 0]`,
		);
		expect((result.error as { description?: string }).description).toContain(
			`It points to ${elsewhere.url}/api/v1/elsewhere. Redirects are not followed, so that the API key stays with the host you chose. Check the Base URL of the AutoCall credential.`,
		);
		// Once, like a poll for the created object: another try would be redirected as well.
		const struck = strikes.map((strike) => `${strike.method} ${strike.path}`);
		expect(struck).toEqual([...new Set(struck)]);
		expect(struck.length).toBeLessThanOrEqual(isDoubtful ? 2 : 1);
		expect(sightingsOf(result.stored())).toBe(0);
	};
	await onBench({ ...OPTIONS, apiKey: keyOf(1) }, check)();
}

describe('a redirect is not followed', () => {
	for (const operation of operations) {
		const [title, , , { method, creates }] = operation;
		(creates ? itWaits : it)(title, async () => {
			const ways = [...new Set([undefined, method])].flatMap((struck) =>
				STATUSES.map((status) => [status, struck] as const),
			);
			await Promise.all(ways.map(async (way) => await notFollowed(operation, ...way)));
			expect(elsewhere.requests).toEqual([]);
		});
	}
});

describe('in the editor and in the background', () => {
	it.each(STATUSES)(
		'lists, the trigger and the test of the credential follow no %i',
		async (status) => {
			const { engine, credential } = bench();
			redirect(bench(), status);
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
