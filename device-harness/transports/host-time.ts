/** The host's monotonic clock in whole microseconds, the same in every thread and process. */
export const hostTime_us = (): number => Number(process.hrtime.bigint() / 1000n);
