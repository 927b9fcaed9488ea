import { isUnfinished } from '../billing';
import type { SandboxContext } from '../context';
import { invalid } from '../errors';
import { interactiveCallSeconds, roundMoney, tariffs } from '../prices';
import type { Scenario } from '../store/entities';
import { newestFirst } from './filters';
import { created, noContent, ok, pageOf, rowOf, withBody, type Handlers } from './handler';

/** Tenge that one call by a scenario costs at most. */
export function scenarioCost({ store }: SandboxContext): number {
	return roundMoney(interactiveCallSeconds * tariffs[store.tariff].call_price);
}

function presentScenario({ store }: SandboxContext, scenario: Scenario) {
	return {
		id: scenario.id,
		client_id: scenario.client_id,
		name: scenario.name,
		max_cost: scenario.max_cost.toFixed(2),
		comment: scenario.comment,
		confirmed_at: scenario.confirmed_at,
		created_at: scenario.created_at,
		updated_at: scenario.updated_at,
		used: store.autocalls.filter(({ scenario_id }) => scenario_id === scenario.id).length,
	};
}

function presentDetail(context: SandboxContext, scenario: Scenario) {
	return { ...presentScenario(context, scenario), data: scenario.data };
}

function parseStructure(json: string): object {
	let structure: unknown;
	try {
		structure = JSON.parse(json);
	} catch {
		throw invalid('data', 'Поле data должно быть JSON строкой.');
	}
	if (typeof structure !== 'object' || structure === null || Array.isArray(structure)) {
		throw invalid('data', 'Поле data должно содержать JSON объект.');
	}
	return structure;
}

export const scenarioHandlers: Handlers = {
	'get-scenarios': (call) => {
		const { context } = call;
		const rows = newestFirst(context.store.scenarios.all());
		return ok(pageOf(call, rows, (scenario) => presentScenario(context, scenario)));
	},

	'post-scenarios': withBody<{ name: string; data: string; client_id?: string }>(
		({ context, body }) => {
			const data = parseStructure(body.data);
			const now = context.clock.timestamp();
			const scenario = context.store.scenarios.add({
				name: body.name,
				client_id: body.client_id ?? null,
				data,
				max_cost: scenarioCost(context),
				comment: null,
				confirmed_at: context.store.settings.moderation ? null : now,
				created_at: now,
				updated_at: now,
			});
			return created(presentScenario(context, scenario));
		},
	),

	'get-scenarios-id': (call) =>
		ok(presentDetail(call.context, rowOf(call.context.store.scenarios, call))),

	'put-scenarios-id': withBody<{ name?: string; data?: string; client_id?: string }>((call) => {
		const { context, body } = call;
		const scenario = rowOf(context.store.scenarios, call);
		const { data, ...rest } = body;
		if (data !== undefined) {
			scenario.data = parseStructure(data);
			scenario.comment = null;
			if (context.store.settings.moderation) scenario.confirmed_at = null;
		}
		Object.assign(scenario, rest, { updated_at: context.clock.timestamp() });
		return ok(presentDetail(context, scenario));
	}),

	'delete-scenarios-id': (call) => {
		const { store } = call.context;
		const scenario = rowOf(store.scenarios, call);
		const inUse = store.autocalls.find(
			(autocall) => isUnfinished(autocall) && autocall.scenario_id === scenario.id,
		);
		if (inUse) throw invalid('id', 'Сценарий используется в незавершённом обзвоне.');
		store.scenarios.delete(scenario.id);
		return noContent();
	},
};
