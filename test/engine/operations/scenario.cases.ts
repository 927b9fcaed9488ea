import type { Sandbox } from '../../../sandbox';
import { byId } from '../../support/autoCall';
import { keyRevoked, noSuch, notChanged, nothingToChange, refusedHere } from './failures';
import { NOW, type ResourceCases } from './operationCase';
import { twoPages } from './requests';

const structure = { start: { type: 'record' } };
const scenario = {
	id: 501,
	client_id: null,
	name: 'Seeded scenario',
	max_cost: 84,
	comment: null,
	confirmed_at: NOW,
	created_at: NOW,
	updated_at: NOW,
	used: 0,
};
const seedOne = (sandbox: Sandbox) => sandbox.seedScenario();

const noSuchScenario = noSuch('scenario', 999, 'Scenario', { scenarioId: byId(999) });

/** Scenario → … */
export const scenarioCases: ResourceCases = {
	create: {
		succeeds: [
			{
				title: 'makes a scenario of JSON, which goes out as text and waits for moderators',
				parameters: {
					name: 'Survey',
					data: '{ "start": { "type": "record" } }',
					additionalFields: { clientId: 'survey-1' },
				},
				sends: [
					{
						request: 'POST /api/v1/scenarios',
						body: {
							name: 'Survey',
							data: '{"start":{"type":"record"}}',
							client_id: 'survey-1',
						},
					},
				],
				gives: [{ ...scenario, name: 'Survey', client_id: 'survey-1', confirmed_at: null }],
				leaves: ({ store }) => expect(store.scenarios.get(501)?.data).toEqual(structure),
			},
			{
				title: 'takes the structure as an object from an expression',
				parameters: { name: 'Survey', data: '={{ $json.structure }}' },
				items: [{ structure }],
				sends: [
					{
						request: 'POST /api/v1/scenarios',
						body: { name: 'Survey', data: '{"start":{"type":"record"}}' },
					},
				],
				gives: [{ ...scenario, name: 'Survey', confirmed_at: null }],
			},
		],
		fails: [
			{
				title: 'the structure is a list',
				parameters: { name: 'Survey', data: '[1, 2]' },
				sends: [],
				fails: refusedHere('Structure (JSON)', 'must be a JSON object, but is a list'),
			},
			{
				title: 'the structure is cut off in the middle',
				parameters: { name: 'Survey', data: '{ "start": ' },
				sends: [],
				fails: refusedHere('Structure (JSON)', 'must be valid JSON (Unexpected end of JSON input)'),
			},
			{
				title: 'the structure is no JSON object',
				parameters: { name: 'Survey', data: '"hello"' },
				sends: [],
				fails: refusedHere('Structure (JSON)', 'must be a JSON object, but is a string'),
			},
		],
	},

	get: {
		succeeds: [
			{
				title: 'gives a scenario, simplified, without its structure',
				given: (sandbox) => {
					sandbox.seedScenario();
					sandbox.seedAutocall({ type: 'interactive', scenario_id: 501 });
				},
				parameters: { scenarioId: byId(501) },
				sends: [{ request: 'GET /api/v1/scenarios/501' }],
				gives: [{ ...scenario, used: 1 }],
			},
			{
				title: 'gives its structure when it is not simplified',
				given: seedOne,
				parameters: { scenarioId: byId(501), simplify: false },
				sends: [{ request: 'GET /api/v1/scenarios/501' }],
				gives: [{ ...scenario, data: structure }],
			},
		],
		fails: [noSuchScenario('GET /api/v1/scenarios/999')],
	},

	getAll: {
		succeeds: [
			{
				title: 'gives the scenarios of all pages, the newest first',
				account: { pageSize: 1 },
				given: (sandbox) => {
					sandbox.seedScenario();
					sandbox.seedScenario({ name: 'Second' });
				},
				parameters: { returnAll: true },
				sends: twoPages('GET /api/v1/scenarios'),
				gives: [{ ...scenario, id: 502, name: 'Second' }, scenario],
			},
		],
		fails: [keyRevoked({ request: 'GET /api/v1/scenarios', query: { page: '1' } })],
	},

	update: {
		succeeds: [
			{
				title: 'changes everything: a new structure waits for moderators again',
				given: seedOne,
				parameters: {
					scenarioId: byId(501),
					updateFields: { clientId: 'survey-2', name: 'Survey 2', data: '{ "end": {} }' },
				},
				sends: [
					{
						request: 'PUT /api/v1/scenarios/501',
						body: { client_id: 'survey-2', name: 'Survey 2', data: '{"end":{}}' },
					},
				],
				gives: [
					{
						...scenario,
						client_id: 'survey-2',
						name: 'Survey 2',
						confirmed_at: null,
						data: { end: {} },
					},
				],
			},
		],
		fails: [
			noSuchScenario(
				{ request: 'PUT /api/v1/scenarios/999', body: { name: 'Survey 2' } },
				{ updateFields: { name: 'Survey 2' } },
			),
			nothingToChange({ scenarioId: byId(501) }),
		],
	},

	delete: {
		succeeds: [
			{
				title: 'removes a scenario that no campaign is using any more',
				given: (sandbox) => {
					sandbox.seedScenario();
					sandbox.seedAutocall({ type: 'interactive', scenario_id: 501, status: 'completed' });
				},
				parameters: { scenarioId: byId(501) },
				sends: [{ request: 'DELETE /api/v1/scenarios/501' }],
				gives: [{ deleted: true, id: 501 }],
				leaves: ({ store }) => expect(store.scenarios.size).toBe(0),
			},
		],
		fails: [
			{
				title: 'a campaign is still to use it',
				given: (sandbox) => {
					sandbox.seedScenario();
					sandbox.seedAutocall({ type: 'interactive', scenario_id: 501, status: 'awaiting' });
				},
				parameters: { scenarioId: byId(501) },
				sends: [{ request: 'DELETE /api/v1/scenarios/501' }],
				fails: notChanged('Scenario: Сценарий используется в незавершённом обзвоне'),
				leaves: ({ store }) => expect(store.scenarios.size).toBe(1),
			},
		],
	},
};
