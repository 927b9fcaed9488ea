/** The cases that the two kinds of campaign have in common; each kind gives its words and values. */
import type { IDataObject } from 'n8n-workflow';

import type { Sandbox, SandboxOptions } from '../../../sandbox';
import { byId } from '../../support/autoCall';
import { derivedClientId } from '../../support/derivedClientId';
import {
	campaignTooDear,
	noSuch,
	notAccepted,
	notChanged,
	nothingToChange,
	outsideHours,
} from './failures';
import {
	NOW,
	type FailureCase,
	type OperationCases,
	type ResourceCases,
	type SentRequest,
	type SuccessCase,
} from './operationCase';
import { createdOnce, HOURS_ASKED, twoPages } from './requests';

/** A way to fill in a campaign, which its creation and its cost calculation take alike. */
export interface CampaignWay extends Pick<
	SuccessCase,
	'title' | 'given' | 'parameters' | 'items' | 'inputFile' | 'pairedItem'
> {
	/** The whole body that is sent. */
	body: IDataObject;
	/** How the campaign that was made differs from one with nothing but defaults. */
	makes?: IDataObject;
	/** Tenge: 2.80 for a second of a call, 0.80 for recording it, 16 for a segment of an SMS. */
	maxCost: number;
	/** The report in the output on contacts that were sent along. */
	report?: IDataObject;
	/** The requests for contacts that its creation sends for its SMS. */
	asks?: SentRequest[];
	/** The report in the output of its creation on its SMS. */
	smsReport?: IDataObject[];
}

/** The fields of a campaign in which its seeds differ here. */
interface State {
	name?: string;
	status?: 'awaiting' | 'moderation' | 'running' | 'completed';
	client_id?: string;
	created_at?: string;
}

/** The differences between the two kinds of campaign. */
export interface CampaignKind {
	/** `SMS bulk`, as messages name one. */
	noun: string;
	/** The label of the parameter with the ID. */
	label: string;
	/** The name of that parameter. */
	idParameter: string;
	/** The ID of the first one in a sandbox. */
	id: number;
	/** The path of its endpoints: `/bulks`. */
	path: string;
	/** Adds one to a sandbox. */
	seed: (sandbox: Sandbox, state: State) => unknown;
	/** Adds one with one part, a call or a message. */
	seedWithPart: (sandbox: Sandbox) => unknown;
	/** The campaigns and the parts that a sandbox holds. */
	stored: (sandbox: Sandbox) => Array<{ size: number }>;
	/** The first one as the sandbox holds it. */
	first: (sandbox: Sandbox) => unknown;
	/** The output for the one that a way has made. */
	created: (way: CampaignWay) => IDataObject;
	/** A seeded one in the output of Get Many. */
	summary: IDataObject;
	ways: CampaignWay[];
	/** Refusals of both its creation and its calculation. @param sent the requests with a body */
	refusals: (sent: (body: IDataObject) => SentRequest[]) => FailureCase[];
	/** The simplest way to fill one in. */
	simplest: Pick<CampaignWay, 'given' | 'parameters' | 'body'>;
	/** The prices and the balance of an account that can't pay for that. */
	tooDear: { costs: string; balance: number };
	/** A time outside of the allowed hours of an account. */
	outside: {
		account?: SandboxOptions;
		timeFrom: string;
		/** Its words: `The SMS bulk would start …`. */
		plan: string;
		/** The allowed hours. */
		hours: string;
		/** The service's refusal. */
		says: string;
	};
	/** An update of everything that can be changed; `title` and `status` of a campaign that can't be. */
	update: {
		status: 'awaiting' | 'moderation';
		updateFields: IDataObject;
		body: IDataObject;
		/** The output beside what was changed. */
		unchanged: IDataObject;
		tooLate: { title: string; status: 'running' | 'completed'; says: string };
	};
	/** The refusal to delete one that is under way. */
	underWay: { title: string; message: string; says: string };
}

/** The cases of one kind of campaign that the other has, too; `getParts` are those of its calls or messages. */
export function campaignCases(kind: CampaignKind) {
	const { id, path, idParameter, seed, stored, summary, simplest, outside, update } = kind;
	const one = `/api/v1${path}/${id}`;
	const parameters = { [idParameter]: byId(id) };
	const missing = noSuch(kind.noun, 999, kind.label, { [idParameter]: byId(999) });
	const toCreate = (body: IDataObject) => [HOURS_ASKED, ...createdOnce(path, body)];
	const toCalculate = (body: IDataObject) => [{ request: `POST /api/v1${path}/calculate`, body }];
	const leavesNone = (sandbox: Sandbox) => expect(stored(sandbox)[0]?.size).toBe(0);

	const createdIn = (way: CampaignWay): SuccessCase => {
		const { body, makes: _makes, maxCost, report, asks = [], smsReport, ...situation } = way;
		return {
			...situation,
			sends: [...asks, ...toCreate(body)],
			gives: [
				{
					...kind.created(way),
					...{ client_id: derivedClientId(), max_cost: maxCost, ...way.makes },
					...(smsReport && { smsReport }),
					...(report && { contactsReport: report }),
				},
			],
		};
	};
	const calculatedIn = (way: CampaignWay): SuccessCase => {
		const { title, given, items, inputFile, pairedItem, body, maxCost, report } = way;
		return {
			...{ title, given, parameters: way.parameters, items, inputFile, pairedItem },
			sends: toCalculate(body),
			gives: [{ max_cost: maxCost, ...(report && { contactsReport: report }) }],
			leaves: leavesNone,
		};
	};

	const tooEarlyOrLate = {
		title: 'it would run outside of the permitted hours, which the error names',
		account: outside.account,
		given: simplest.given,
		parameters: { ...simplest.parameters, additionalFields: { timeFrom: outside.timeFrom } },
	};

	return {
		create: {
			succeeds: kind.ways.map(createdIn),
			fails: [
				...kind.refusals(toCreate),
				{
					...tooEarlyOrLate,
					sends: [HOURS_ASKED],
					fails: outsideHours(outside.plan, outside.hours),
					leaves: leavesNone,
				},
				{
					title: 'the balance does not cover what it may cost',
					account: { balance: kind.tooDear.balance },
					given: simplest.given,
					parameters: simplest.parameters,
					sends: [
						...toCreate(simplest.body),
						...toCalculate(simplest.body),
						{ request: 'GET /api/v1/balance' },
					],
					fails: campaignTooDear(kind.tooDear.costs, `${kind.tooDear.balance} tenge`),
					leaves: leavesNone,
				},
			],
		},

		calculateCost: {
			succeeds: kind.ways.map(calculatedIn),
			fails: [
				...kind.refusals(toCalculate),
				{
					...tooEarlyOrLate,
					sends: [
						...toCalculate({ ...simplest.body, time_from: `${outside.timeFrom}:00` }),
						HOURS_ASKED,
					],
					fails: notAccepted(outside.says, outside.hours),
				},
			],
		},

		get: { succeeds: [], fails: [missing(`GET /api/v1${path}/999`)] },

		getAll: {
			succeeds: [
				{
					title: 'gives the newest up to the limit',
					given: (sandbox) => {
						seed(sandbox, {});
						seed(sandbox, { name: 'Second' });
					},
					parameters: { limit: 1 },
					sends: [{ request: `GET /api/v1${path}`, query: { page: '1' } }],
					gives: [{ ...summary, id: id + 1, name: 'Second' }],
				},
				{
					title: 'gives all pages of one client ID, oldest first, of some days only',
					account: { pageSize: 1 },
					given: (sandbox) => {
						for (const created_at of ['2026-03-12 23:59:59', '2026-03-13 00:00:00', NOW]) {
							seed(sandbox, { client_id: 'deal-1', created_at });
							seed(sandbox, { created_at });
						}
					},
					parameters: {
						returnAll: true,
						filters: {
							...{ clientId: 'deal-1', dateFrom: '2026-03-13T00:00:00', dateTo: '16.03.2026' },
						},
						options: { order: 'asc' },
					},
					sends: twoPages(`GET /api/v1${path}`, {
						client_id: 'deal-1',
						date_from: '2026-03-13',
						date_to: '2026-03-16',
						order: 'asc',
					}),
					gives: [
						{ ...summary, id: id + 2, client_id: 'deal-1', created_at: '2026-03-13 00:00:00' },
						{ ...summary, id: id + 4, client_id: 'deal-1' },
					],
				},
			],
			fails: [],
		},

		getParts: {
			succeeds: [],
			fails: [missing({ request: `GET /api/v1${path}/999`, query: { page: '1' } })],
		},

		update: {
			succeeds: [
				{
					title: 'changes everything that can be changed of one that has not started',
					given: (sandbox) => seed(sandbox, { status: update.status }),
					parameters: { ...parameters, updateFields: update.updateFields },
					sends: [{ request: `PUT ${one}`, body: update.body }],
					gives: [{ ...update.unchanged, ...update.body }],
				},
			],
			fails: [
				{
					title: update.tooLate.title,
					given: (sandbox) => seed(sandbox, { status: update.tooLate.status }),
					parameters: { ...parameters, updateFields: { name: 'Later' } },
					sends: [{ request: `PUT ${one}`, body: { name: 'Later' } }],
					fails: notChanged(update.tooLate.says),
					leaves: (sandbox) => expect(kind.first(sandbox)).toMatchObject({ name: summary.name }),
				},
				nothingToChange(parameters),
			],
		},

		delete: {
			succeeds: [
				{
					title: 'removes one with its calls or messages',
					given: kind.seedWithPart,
					parameters,
					sends: [{ request: `DELETE ${one}` }],
					gives: [{ deleted: true, id }],
					leaves: (sandbox) => expect(stored(sandbox).map(({ size }) => size)).toEqual([0, 0]),
				},
			],
			fails: [
				{
					title: kind.underWay.title,
					given: (sandbox) => seed(sandbox, { status: 'running' }),
					parameters,
					sends: [{ request: `DELETE ${one}` }],
					fails: {
						message: `${kind.underWay.message} [item 0]`,
						description: `AutoCall.kz says: “${kind.underWay.says}”. Delete it once its status is completed. Use Get to see the status.`,
						status: 422,
					},
					leaves: (sandbox) => expect(stored(sandbox)[0]?.size).toBe(1),
				},
			],
		},
	} satisfies ResourceCases;
}

/** The cases of an operation that several operations or kinds have, with its own. */
export function withOwn(shared: OperationCases, own: Partial<OperationCases>): OperationCases {
	return {
		succeeds: [...shared.succeeds, ...(own.succeeds ?? [])],
		fails: [...shared.fails, ...(own.fails ?? [])],
	};
}
