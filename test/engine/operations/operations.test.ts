/** The catalogue: what every operation sends and gives, and how it fails, on n8n's engine over HTTP. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { loadEngine } from '../../support/engine';
import { COMPOSITES, OPERATIONS } from '../../support/surface';
import { accountCases } from './account.cases';
import { autocallCases } from './autocall.cases';
import { callCases } from './call.cases';
import { callerIdCases } from './callerId.cases';
import { confirmedNumberCases } from './confirmedNumber.cases';
import { contactCases } from './contact.cases';
import { contactListCases } from './contactList.cases';
import { contractEndpoints, contractFields, endpointOf, fieldsSent } from './contractFields';
import { flashCallCases } from './flashCall.cases';
import { notificationCases } from './notification.cases';
import type { FailureCase, ResourceCases, SuccessCase } from './operationCase';
import { paymentCases } from './payment.cases';
import { asSent, runCase, type Outcome } from './runCase';
import { scenarioCases } from './scenario.cases';
import { smsBulkCases } from './smsBulk.cases';
import { smsMessageCases } from './smsMessage.cases';
import { soundCases } from './sound.cases';
import { tariffCases } from './tariff.cases';
import { testCallCases } from './testCall.cases';

const CATALOGUE: Record<string, ResourceCases> = {
	account: accountCases,
	autocall: autocallCases,
	call: callCases,
	callerId: callerIdCases,
	confirmedNumber: confirmedNumberCases,
	contact: contactCases,
	contactList: contactListCases,
	flashCall: flashCallCases,
	notification: notificationCases,
	payment: paymentCases,
	scenario: scenarioCases,
	smsBulk: smsBulkCases,
	smsMessage: smsMessageCases,
	sound: soundCases,
	tariff: tariffCases,
	testCall: testCallCases,
};

interface CatalogueEntry {
	resource: string;
	operation: string;
	situation: SuccessCase | FailureCase;
}

const entries: CatalogueEntry[] = Object.entries(CATALOGUE).flatMap(([resource, cases]) =>
	Object.entries(cases).flatMap(([operation, { succeeds, fails }]) =>
		[...succeeds, ...fails].map((situation) => ({ resource, operation, situation })),
	),
);

const outcomes = new Map<SuccessCase | FailureCase, Promise<Outcome>>();

/** Runs a case once, whichever test needs it first. */
async function outcomeOf({ resource, operation, situation }: CatalogueEntry): Promise<Outcome> {
	const outcome = outcomes.get(situation) ?? runCase(resource, operation, situation);
	outcomes.set(situation, outcome);
	return await outcome;
}

/** Every request of the cases that succeed, with its operation. */
async function successfulRequests() {
	const requests = [];
	for (const entry of entries.filter(({ situation }) => 'gives' in situation)) {
		const { sandbox, result } = await outcomeOf(entry);
		if (result.error) continue;
		for (const request of sandbox.requests.filter(({ status }) => status !== null && status < 300))
			requests.push({ ...entry, request });
	}
	return requests;
}

for (const [resource, cases] of Object.entries(CATALOGUE)) {
	describe(resource, () => {
		for (const [operation, { succeeds, fails }] of Object.entries(cases)) {
			describe(operation, () => {
				it.each(succeeds)('$title', async (situation) => {
					const outcome = await outcomeOf({ resource, operation, situation });
					expectContractKept(outcome, situation);
					expectSuccess(outcome, situation);
					situation.leaves?.(outcome.sandbox);
				});
				it.each(fails)('fails when $title', async (situation) => {
					const outcome = await outcomeOf({ resource, operation, situation });
					expectContractKept(outcome, situation);
					expectFailure(outcome, situation);
					situation.leaves?.(outcome.sandbox);
				});
			});
		}
	});
}

/** Checks that the requests match the case, with the key in place, and break no contract. */
function expectContractKept({ sandbox, result }: Outcome, situation: SuccessCase | FailureCase) {
	expect({ error: result.error?.message, sends: sandbox.requests.map(asSent) }).toEqual({
		error: 'fails' in situation ? situation.fails.message : undefined,
		sends: situation.sends,
	});
	const { apiKey = sandbox.apiKey } = situation;
	for (const { path, headers } of sandbox.requests) {
		expect(headers.authorization).toBe(
			path.startsWith('/api/public/') ? undefined : `Bearer ${apiKey}`,
		);
		expect(headers.accept).toBe('application/json');
	}
	expect(sandbox.violations).toEqual([]);
}

function expectSuccess({ result, sandbox, outputFile }: Outcome, situation: SuccessCase) {
	const { gives, pairedItem = { item: 0 } } = situation;
	const expected = typeof gives === 'function' ? gives(sandbox) : gives;
	expect(result.items.map(({ json }) => json)).toEqual(expected);
	expect(result.items.map((item) => item.pairedItem)).toEqual(expected.map(() => pairedItem));
	expect(outputFile).toEqual(situation.outputFile);
}

function expectFailure({ result }: Outcome, { fails }: FailureCase) {
	const { error } = result;
	expect(result.items).toEqual([]);
	expect(error && 'httpCode' in error ? error.httpCode : null).toBe(
		fails.status === undefined ? null : String(fails.status),
	);
	if (fails.description !== undefined) {
		expect(error && 'description' in error && error.description).toBe(fails.description);
	}
}

describe('the catalogue', () => {
	it('has a success and a failure of its own for each operation', () => {
		const covered = Object.entries(CATALOGUE).flatMap(([resource, cases]) =>
			Object.entries(cases)
				.filter(([, { succeeds, fails }]) => succeeds.length > 0 && fails.length > 0)
				.map(([operation]) => `${resource}.${operation}`),
		);
		expect(covered.sort()).toEqual(namesOf(OPERATIONS));
	});

	it('holds the operations that the node offers', async () => {
		const { properties } = (await loadEngine()).nodeDescription();
		const offered = offeredOperations(properties);
		expect(offered.filter((name) => !COMPOSITES.includes(name))).toEqual(namesOf(OPERATIONS));
	});

	it('was carried out with success for each operation', async () => {
		const carriedOut = (await successfulRequests()).map(
			({ resource, operation }) => `${resource}.${operation}`,
		);
		expect([...new Set(carriedOut)].sort()).toEqual(namesOf(OPERATIONS));
	});

	it('reached each endpoint of the contract with success', async () => {
		const reached = (await successfulRequests()).map(({ request }) => endpointOf(request));
		expect([...new Set(reached)].sort()).toEqual(contractEndpoints().sort());
	});

	it('sent every query and body field of every endpoint', async () => {
		const sent = new Set(
			(await successfulRequests()).flatMap(({ request }) => fieldsSent(request)),
		);
		const fields = contractFields();
		expect(fields).not.toEqual([]);
		expect(fields.filter((field) => !sent.has(field))).toEqual([]);
	});
});

function namesOf(operations: Record<string, string[]>): string[] {
	return Object.entries(operations)
		.flatMap(([resource, names]) => names.map((name) => `${resource}.${name}`))
		.sort();
}

function offeredOperations(properties: INodeProperties[]): string[] {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) =>
			(displayOptions?.show?.resource ?? []).flatMap((resource) =>
				(options as INodePropertyOptions[]).map(({ value }) => `${resource}.${value}`),
			),
		)
		.sort();
}
