/* The registers of an RP2040 that these images touch. */
#include <stdint.h>

#define REG(address) (*(volatile uint32_t *)(address))

#define RESETS_CLEAR REG(0x4000f000) /* atomic clear alias */
#define IO_GPIO15_CTRL REG(0x4001407c)
#define SIO_OUT_SET REG(0xd0000014)
#define SIO_OUT_CLR REG(0xd0000018)
#define SIO_OE_SET REG(0xd0000024)
#define UART_DR REG(0x40034000)
#define UART_FR REG(0x40034018)
#define UART_IBRD REG(0x40034024)
#define UART_FBRD REG(0x40034028)
#define UART_LCR_H REG(0x4003402c)
#define UART_CR REG(0x40034030)
#define UART_IMSC REG(0x40034038)
#define TIMER_ALARM0 REG(0x40054010)
#define TIMER_RAWL REG(0x40054028)
#define TIMER_INTR REG(0x40054034)
#define TIMER_INTE REG(0x40054038)
#define WATCHDOG_CTRL REG(0x40058000)
#define WATCHDOG_REASON REG(0x40058008)
#define WATCHDOG_SCRATCH0 REG(0x4005800c)
#define NVIC_ISER REG(0xe000e100)
#define NVIC_ICPR REG(0xe000e280)

#define RXFE (1u << 4)
#define TXFF (1u << 5)
#define UART0_IRQ (1u << 20)
#define TIMER0_IRQ (1u << 0)

void start(void);
void hard_fault(void);
void timer0_interrupt(void);

/* 12 MHz / (16 * 115200) = 6 + 33/64. */
static inline void open_uart(void) {
  UART_IBRD = 6;
  UART_FBRD = 33;
  UART_LCR_H = 0x70; /* 8N1, FIFOs on */
  UART_CR = 0x301;
  UART_IMSC = 1u << 4;
  NVIC_ISER = UART0_IRQ;
}

static inline void send(uint8_t byte) {
  while (UART_FR & TXFF) {}
  UART_DR = byte;
}

/* Sleeps with interrupts masked until a byte is there: an enabled, pending interrupt wakes. */
static inline uint8_t receive(void) {
  while (UART_FR & RXFE) {
    NVIC_ICPR = UART0_IRQ;
    __asm volatile("wfi");
  }
  return (uint8_t)UART_DR;
}

__attribute__((section(".vectors"), used)) static const void *const vectors[17] = {
    (void *)0x20042000, start, hard_fault, hard_fault, [16] = timer0_interrupt};
