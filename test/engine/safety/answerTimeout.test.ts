/** A create whose response takes longer than Options → Response Timeout, while the service is still at work on it. */
import { onBench, useFastWaits } from '../../support/autoCall';
import { create, creations, loseResponse, lookedUp } from './creations';
import { countOf, jsonOf, waitingTogether } from './scenarios';

useFastWaits();
const itWaits = waitingTogether();

const options = { answerTimeout: 3 };

for (const creation of creations) {
	itWaits(
		`${creation.what} is found once it is there, and comes out`,
		onBench({}, async (own) => {
			// It takes effect between the first poll and the second.
			loseResponse(own, creation, { kind: 'delay', ms: 6_000 });
			const { items, error } = await create(own, creation, { options });
			expect(error).toBeUndefined();
			expect(jsonOf(items)).toEqual([await lookedUp(creation, own.sandbox)]);
			expect(creation.effects(own.sandbox)).toBe(1);
			expect(countOf(own, `POST ${creation.route}`)).toBe(1);
		}),
	);
}
