/* Does what one letter asks for; each answers with a line or is a way to go wrong. */
#include "board.h"

static uint32_t fault_again;
static volatile uint32_t interrupts;

static void say(const char *text) {
  while (*text) send((uint8_t)*text++);
}

static void say_number(uint32_t value) {
  char digits[11];
  int place = 10;
  digits[place] = 0;
  do {
    digits[--place] = (char)('0' + value % 10);
    value /= 10;
  } while (value);
  say(digits + place);
}

void hard_fault(void) {
  if (fault_again) __asm volatile("udf #2");
  say("fault\n");
  for (;;) __asm volatile("wfi");
}

static void sleep_until_alarm(uint32_t microseconds) {
  TIMER_INTE = 1;
  NVIC_ISER = TIMER0_IRQ;
  TIMER_ALARM0 = TIMER_RAWL + microseconds;
  while (!(TIMER_INTR & 1)) __asm volatile("wfi");
  TIMER_INTR = 1;
  NVIC_ICPR = TIMER0_IRQ;
}

void timer0_interrupt(void) {
  TIMER_INTR = 1;
  interrupts += 1;
}

/* Sleeps with interrupts enabled: the alarm must be handled before the next instruction. */
static void sleep_until_interrupt(void) {
  interrupts = 0;
  TIMER_INTE = 1;
  NVIC_ISER = TIMER0_IRQ;
  TIMER_ALARM0 = TIMER_RAWL + 1000000;
  __asm volatile("cpsie i");
  __asm volatile("wfi");
  uint32_t handled = interrupts;
  __asm volatile("cpsid i");
  say("handled ");
  say_number(handled);
  say("\n");
}

static void mark(void) {
  uint32_t began = TIMER_RAWL;
  SIO_OUT_SET = 1u << 15;
  for (volatile uint32_t turn = 0; turn < 10000; turn++) {}
  SIO_OUT_CLR = 1u << 15;
  uint32_t ended = TIMER_RAWL;
  say("marked ");
  say_number(ended - began);
  say("\n");
}

static void obey(uint8_t letter) {
  switch (letter) {
    case 'w': WATCHDOG_SCRATCH0 += 1; WATCHDOG_CTRL = 1u << 31; break;
    case 's': sleep_until_alarm(10000000); say("awake\n"); break;
    case 'i': sleep_until_interrupt(); break;
    case 'm': mark(); break;
    case 't': say_number(TIMER_RAWL); say("\n"); break;
    case 'b': for (;;) {}
    case 'f': for (;;) say("flood ");
    case 'u': __asm volatile("udf #1"); break;
    case 'x': (void)REG(0x70000000); break;
    case 'k': REG(0x10000200) = 0; break;
    case 'n': ((void (*)(void))1)(); break;
    case 'l': fault_again = 1; __asm volatile("udf #1"); break;
    default: say("?\n");
  }
}

void start(void) {
  __asm volatile("cpsid i");
  fault_again = 0;
  IO_GPIO15_CTRL = 5;
  SIO_OE_SET = 1u << 15;
  open_uart();
  say("boot ");
  say_number(WATCHDOG_SCRATCH0);
  say(" reason ");
  say_number(WATCHDOG_REASON);
  say("\n");
  for (;;) obey(receive());
}
