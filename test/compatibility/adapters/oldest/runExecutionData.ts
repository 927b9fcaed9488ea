import type { IRunExecutionData } from 'n8n-workflow';

/** A whole run data object from those parts of it that are known. */
export function createRunExecutionData({
	resultData,
	executionData,
	...rest
}: Partial<IRunExecutionData> = {}): object {
	return {
		startData: {},
		...rest,
		resultData: { runData: {}, ...resultData },
		executionData: {
			contextData: {},
			nodeExecutionStack: [],
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: {},
			...executionData,
		},
	};
}

/** The run data of what is no execution. */
export function createEmptyRunExecutionData(): object {
	return { resultData: { runData: {} } };
}
