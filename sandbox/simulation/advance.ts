import { billLate, isUnfinished } from '../billing';
import type { SandboxContext } from '../context';
import type { Autocall, Bulk } from '../store/entities';
import { expireCallerIds } from './callerIds';
import { runAutocall } from './calls';
import { launchAutocall } from './launch';
import { runBulk } from './messages';
import { moderateCampaign, moderateScenarios, moderateSounds } from './moderation';

/**
 * Moves everything one step: verdicts are given, every campaign goes on to its next status or places its
 * next batch, autocalls accepted in the background appear. A step takes no notice of a campaign's day and
 * hours, so that tests need not wait for them.
 * @returns whether anything moved
 */
export function advanceOnce(context: SandboxContext): boolean {
	const { store } = context;
	const autocalls = store.autocalls.filter(isUnfinished);
	const bulks = store.bulks.filter(isUnfinished);
	const queued = store.queuedAutocalls.splice(0);
	const moved = [
		billLate(context),
		expireCallerIds(context),
		moderateSounds(context),
		moderateScenarios(context),
		autocalls.length + bulks.length + queued.length > 0,
	];
	for (const autocall of autocalls) stepAutocall(context, autocall);
	for (const bulk of bulks) stepBulk(context, bulk);
	for (const autocall of queued) launchAutocall(context, autocall);
	return moved.includes(true);
}

function stepAutocall(context: SandboxContext, autocall: Autocall): void {
	if (autocall.status === 'moderation') moderateCampaign(context, autocall, 'Autocall');
	else if (autocall.status === 'awaiting') start(context, autocall);
	else runAutocall(context, autocall);
}

function stepBulk(context: SandboxContext, bulk: Bulk): void {
	if (bulk.status === 'moderation') moderateCampaign(context, bulk, 'SMSBulk');
	else if (bulk.status === 'awaiting') start(context, bulk);
	else runBulk(context, bulk);
}

function start({ clock }: SandboxContext, campaign: Autocall | Bulk): void {
	campaign.status = 'running';
	campaign.updated_at = clock.timestamp();
}
