import type { SandboxContext } from '../context';
import { notify } from '../notify';
import type { Autocall, Bulk } from '../store/entities';

/** A moderator's comment on anything whose name contains "deny". */
export const denialComment = 'Содержание нарушает пользовательское соглашение.';

function isDenied({ name }: { name: string }): boolean {
	return /deny/i.test(name);
}

/** Gives every waiting sound its verdict. @returns whether there was one */
export function moderateSounds(context: SandboxContext): boolean {
	const { store, clock } = context;
	const waiting = store.sounds.filter(({ confirmed, comment }) => !confirmed && comment === null);
	for (const sound of waiting) {
		const subject = { id: sound.id, name: sound.name };
		if (isDenied(sound)) {
			sound.comment = denialComment;
			notify(context, 'SoundCommented', subject);
		} else {
			sound.confirmed = true;
			sound.confirmed_at = clock.timestamp();
			notify(context, 'SoundConfirmed', subject);
		}
		sound.updated_at = clock.timestamp();
	}
	return waiting.length > 0;
}

/** Gives every waiting scenario its verdict. @returns whether there was one */
export function moderateScenarios(context: SandboxContext): boolean {
	const { store, clock } = context;
	const waiting = store.scenarios.filter(
		({ confirmed_at, comment }) => confirmed_at === null && comment === null,
	);
	for (const scenario of waiting) {
		const subject = { id: scenario.id, name: scenario.name };
		if (isDenied(scenario)) {
			scenario.comment = denialComment;
			notify(context, 'ScenarioCommented', subject);
		} else {
			scenario.confirmed_at = clock.timestamp();
			notify(context, 'ScenarioConfirmed', subject);
		}
		scenario.updated_at = clock.timestamp();
	}
	return waiting.length > 0;
}

function usesDeniedContent({ store }: SandboxContext, campaign: Autocall | Bulk): boolean {
	if (!('type' in campaign)) return false;
	const sounds = (campaign.audio_id ?? []).map((id) => store.sounds.get(id));
	const scenario = store.scenarios.get(campaign.scenario_id ?? 0);
	return [...sounds, scenario].some((content) => (content?.comment ?? null) !== null);
}

/** Gives a campaign in moderation its verdict, with the notifications of its kind. */
export function moderateCampaign(
	context: SandboxContext,
	campaign: Autocall | Bulk,
	kind: 'Autocall' | 'SMSBulk',
): void {
	const subject = { id: campaign.id, name: campaign.name };
	const denied = isDenied(campaign) || usesDeniedContent(context, campaign);
	campaign.status = denied ? 'denied' : 'awaiting';
	campaign.updated_at = context.clock.timestamp();
	notify(context, `${kind}Confirmed`, subject);
	if (!denied) return;
	campaign.comment = denialComment;
	notify(context, `${kind}Commented`, subject);
}
