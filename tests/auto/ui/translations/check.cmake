# SPDX-FileCopyrightText: 2026 The Drainboard authors
# SPDX-License-Identifier: GPL-3.0-only

# cmake -DLUPDATE=program -DSOURCES=folder -DOUTPUT=file.ts -P check.cmake
#
# A text for people is translated only if lupdate finds it, under the context under which the program asks for it. Without
# lupdate this says so, and ctest takes that for skipped.
if(NOT LUPDATE)
    message("Skipped: lupdate is not installed")
    return()
endif()
file(REMOVE ${OUTPUT})
execute_process(COMMAND ${LUPDATE} ${SOURCES} -ts ${OUTPUT}
    RESULT_VARIABLE result OUTPUT_VARIABLE said ERROR_VARIABLE warned)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "${LUPDATE}: ${result}\n${said}${warned}")
endif()
if(warned)
    message(FATAL_ERROR "lupdate warns:\n${warned}")
endif()
file(STRINGS ${OUTPUT} contexts REGEX "<name>")
if(NOT contexts)
    message(FATAL_ERROR "lupdate found no text")
endif()
foreach(context IN LISTS contexts)
    # A tr() that belongs to no class has the namespace for its context here, and another one in the program.
    if(NOT context MATCHES "<name>Drainboard::[A-Za-z]+</name>")
        message(FATAL_ERROR "A tr() belongs to no class:${context}")
    endif()
endforeach()
