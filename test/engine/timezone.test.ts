/** Days and times are Almaty's, whatever the time zone of the workflow and of the server. */
import type { IDataObject } from 'n8n-workflow';

import { byId, useBench } from '../support/autoCall';
import { autoCallNode, inARow, setNode } from '../support/workflows';

const bench = useBench({ allowedFrom: '00:00:00', allowedTo: '23:59:59' });

/** Time zones of a workflow; `DEFAULT` is the instance's own, which the engine has at New York. */
const zones = ['DEFAULT', 'Asia/Almaty', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'];

/** How a moment may be given, and the day and time of it in Almaty. */
const moments: Array<[string, string, string, string]> = [
	['a text without a zone', '2026-03-16T09:05:00', '2026-03-16', '09:05:00'],
	['a text in UTC', '2026-03-16T19:30:00.000Z', '2026-03-17', '00:30:00'],
	['a JS Date', '={{ new Date("2026-03-16T19:30:00Z") }}', '2026-03-17', '00:30:00'],
	[
		'a Luxon DateTime of another zone',
		'={{ DateTime.fromISO("2026-03-16T23:30:00", { zone: "America/New_York" }) }}',
		'2026-03-17',
		'08:30:00',
	],
	[
		'a Luxon DateTime in words of another language',
		'={{ DateTime.fromISO("2026-03-16T19:30:00Z").setLocale("ar-EG") }}',
		'2026-03-17',
		'00:30:00',
	],
	['a moment of an input item', '={{ $json.when }}', '2026-03-17', '00:30:00'],
];
const items: IDataObject[] = [{ when: '2026-03-16T19:30:00Z' }];

const lastRequest = () => bench().sandbox.requests.at(-1);

describe.each(zones)('in a workflow of the zone %s', (timezone) => {
	it.each(moments)(
		'a campaign starts on the day and at the time of %s',
		async (_form, given, day, time) => {
			const { id } = bench().sandbox.seedBulk({ status: 'awaiting' });

			const result = await bench().run(
				'smsBulk',
				'update',
				{ smsBulkId: byId(id), updateFields: { dateFrom: given, timeFrom: given } },
				{ items, timezone },
			);

			expect(result.error).toBeUndefined();
			expect(lastRequest()).toMatchObject({ method: 'PUT', route: '/bulks/{id}' });
			expect(lastRequest()?.body).toEqual({ date_from: day, time_from: time });
		},
	);

	it('a day and hours are sent as they are written', async () => {
		const { sandbox, run } = bench();
		const { id } = sandbox.seedSound();
		const contacts = { contactsSource: 'json', contactsJson: '["+77011234567"]' };
		const schedule = { dateFrom: '16.03.2026', timeFrom: '9:05' };

		await run(
			'autocall',
			'create',
			{
				name: 'Sale',
				soundId: byId(id),
				...contacts,
				additionalFields: { ...schedule, timeTo: '20:30:00' },
			},
			{ timezone },
		);
		expect(lastRequest()?.body).toMatchObject({
			date_from: '2026-03-16',
			time_from: '09:05:00',
			time_to: '20:30:00',
		});

		await run(
			'smsBulk',
			'create',
			{ name: 'Sale', text: 'Hello', ...contacts, additionalFields: schedule },
			{ timezone },
		);
		expect(lastRequest()?.body).toMatchObject({ date_from: '2026-03-16', time_from: '09:05:00' });
	});

	it.each(['autocall', 'smsBulk', 'contactList'])(
		'%s.getAll filters by days of Almaty',
		async (resource) => {
			await bench().run(
				resource,
				'getAll',
				{ filters: { dateFrom: '2026-03-16T00:00:00', dateTo: '={{ $json.when }}' } },
				{ items, timezone },
			);

			expect(lastRequest()?.query).toMatchObject({
				date_from: '2026-03-16',
				date_to: '2026-03-17',
			});
		},
	);
});

describe('an expression that makes a moment of its own', () => {
	it.each([
		['America/New_York', '2026-03-17', '08:30:00'],
		['Asia/Almaty', '2026-03-16', '23:30:00'],
	])("means the workflow's zone, %s, and is sent as Almaty's", async (timezone, day, time) => {
		const { id } = bench().sandbox.seedBulk({ status: 'awaiting' });
		const moment = '={{ DateTime.fromISO("2026-03-16T23:30:00") }}';

		await bench().run(
			'smsBulk',
			'update',
			{ smsBulkId: byId(id), updateFields: { dateFrom: moment, timeFrom: moment } },
			{ timezone },
		);

		expect(lastRequest()?.body).toEqual({ date_from: day, time_from: time });
	});
});

describe('the nodes after it', () => {
	const readZone = (name: string) =>
		setNode(name, {
			now: '={{ $now.zoneName }}',
			local: '={{ DateTime.local().zoneName }}',
			locale: '={{ DateTime.local().locale }}',
		});

	it("keep the workflow's zone and language: Luxon's settings are not changed", async () => {
		bench().sandbox.seedBulk({ status: 'awaiting', id: 444 });
		const workflow = inARow(
			readZone('Before'),
			autoCallNode('AutoCall', {
				resource: 'smsBulk',
				operation: 'update',
				smsBulkId: byId(444),
				updateFields: { dateFrom: '2026-03-16T19:30:00Z' },
			}),
			readZone('After'),
		);

		const { nodes, error } = await bench().engine.runWorkflow(workflow, {
			credentials: { autoCallApi: bench().credential },
			timezone: 'Asia/Kolkata',
		});

		expect(error).toBeUndefined();
		expect(lastRequest()?.body).toEqual({ date_from: '2026-03-17' });
		expect(nodes.Before?.items[0]?.json).toMatchObject({
			now: 'Asia/Kolkata',
			local: 'Asia/Kolkata',
		});
		expect(nodes.After?.items[0]?.json).toEqual(nodes.Before?.items[0]?.json);
	});
});
